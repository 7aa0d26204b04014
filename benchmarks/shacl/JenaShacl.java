import org.apache.jena.graph.Graph;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.ValidationReport;

/** Times Apache Jena on one shapes file and one data file; the last run is the warm one. */
public class JenaShacl {
    public static void main(String[] arguments) {
        Shapes shapes = Shapes.parse(RDFDataMgr.loadGraph(arguments[0]));
        Graph data = RDFDataMgr.loadGraph(arguments[1]);
        for (int run = 1; run <= Integer.parseInt(arguments[2]); run++) {
            long start = System.nanoTime();
            ValidationReport report = ShaclValidator.get().validate(shapes, data);
            System.out.printf("{\"run\": %d, \"found\": %d, \"seconds\": %.3f}%n",
                run, report.getEntries().size(), (System.nanoTime() - start) / 1e9);
        }
    }
}
