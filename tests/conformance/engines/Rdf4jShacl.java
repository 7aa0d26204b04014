import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import org.eclipse.rdf4j.model.IRI;
import org.eclipse.rdf4j.model.Model;
import org.eclipse.rdf4j.model.Resource;
import org.eclipse.rdf4j.model.Statement;
import org.eclipse.rdf4j.model.vocabulary.SHACL;
import org.eclipse.rdf4j.repository.sail.SailRepository;
import org.eclipse.rdf4j.repository.sail.SailRepositoryConnection;
import org.eclipse.rdf4j.rio.RDFFormat;
import org.eclipse.rdf4j.rio.Rio;
import org.eclipse.rdf4j.sail.memory.MemoryStore;
import org.eclipse.rdf4j.sail.shacl.ShaclValidator;

/** Prints shape, focus node and severity of each result: the shapes first, then the data. */
public class Rdf4jShacl {
    public static void main(String[] files) throws Exception {
        SailRepository shapes = load(files[0]);
        SailRepository data = load(java.util.Arrays.copyOfRange(files, 1, files.length));
        Model report = ShaclValidator.validate(data.getSail(), shapes.getSail()).asModel();
        for (Statement each : report.filter(null, SHACL.RESULT_SEVERITY, null)) {
            Resource result = each.getSubject();
            System.out.println(show(report, result, SHACL.SOURCE_SHAPE) + "\t" + show(report, result, SHACL.FOCUS_NODE) + "\t" + each.getObject().stringValue());
        }
    }

    private static String show(Model report, Resource result, IRI property) {
        return report.filter(result, property, null).objects().iterator().next().stringValue();
    }

    private static SailRepository load(String... files) throws Exception {
        SailRepository repository = new SailRepository(new MemoryStore());
        try (SailRepositoryConnection connection = repository.getConnection()) {
            connection.begin();
            for (String file : files) {
                try (InputStream stream = new FileInputStream(new File(file))) {
                    RDFFormat format = Rio.getParserFormatForFileName(file).orElse(RDFFormat.TURTLE);
                    Model model = Rio.parse(stream, "", format);
                    for (Statement each : model) connection.add(each.getSubject(), each.getPredicate(), each.getObject());
                }
            }
            connection.commit();
        }
        return repository;
    }
}
