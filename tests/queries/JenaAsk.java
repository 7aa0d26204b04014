import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.jena.query.Dataset;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.tdb2.TDB2;
import org.apache.jena.tdb2.TDB2Factory;

/**
 * Asks a TDB2 dataset each query of a folder: `java JenaAsk.java DATA FOLDER` writes, beside each NAME.rq, NAME.json and,
 * for a default graph that is the union of the named graphs, NAME.union.json.
 */
class JenaAsk {
    public static void main(String[] args) throws Exception {
        Dataset data = TDB2Factory.createDataset();
        data.begin(ReadWrite.WRITE);
        RDFDataMgr.read(data, args[0]);
        data.commit();
        data.end();
        List<Path> queries;
        try (var paths = Files.list(Path.of(args[1]))) {
            queries = paths.filter(path -> path.toString().endsWith(".rq")).sorted().toList();
        }
        for (Path query : queries) {
            String name = query.toString().replaceAll("\\.rq$", "");
            String text = Files.readString(query);
            Files.write(Path.of(name + ".json"), ask(data, text, false));
            Files.write(Path.of(name + ".union.json"), ask(data, text, true));
        }
    }

    static byte[] ask(Dataset data, String text, boolean union) {
        data.begin(ReadWrite.READ);
        try (QueryExecution run = QueryExecutionFactory.create(text, data)) {
            run.getContext().set(TDB2.symUnionDefaultGraph, union);
            var out = new ByteArrayOutputStream();
            ResultSetFormatter.outputAsJSON(out, run.execSelect());
            return out.toByteArray();
        } finally {
            data.end();
        }
    }
}
