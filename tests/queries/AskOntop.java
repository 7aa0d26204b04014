import it.unibz.inf.ontop.injection.OntopStandaloneSQLConfiguration;
import it.unibz.inf.ontop.rdf4j.repository.OntopRepository;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import org.eclipse.rdf4j.query.resultio.sparqljson.SPARQLResultsJSONWriter;

/**
 * Asks a corpus each query of a folder through Ontop: `java AskOntop.java CONFIGURATION FOLDER` writes, beside each NAME.rq,
 * NAME.json, or NAME.txt with what Ontop says against it.
 */
class AskOntop {
    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]);
        var properties = home.resolve("ontop.properties").toFile();
        var settings = new java.util.Properties();
        try (var in = Files.newInputStream(properties.toPath())) {
            settings.load(in);
        }
        try (var connection = DriverManager.getConnection(settings.getProperty("jdbc.url"));
                var statement = connection.createStatement()) {
            statement.execute(Files.readString(home.resolve("tables.sql")));
        }
        var configuration = OntopStandaloneSQLConfiguration.defaultBuilder()
            .r2rmlMappingFile(home.resolve("mapping.ttl").toFile())
            .lensesFile(home.resolve("lenses.json").toFile())
            .propertyFile(properties)
            .build();
        List<Path> queries;
        try (var paths = Files.list(Path.of(args[1]))) {
            queries = paths.filter(path -> path.toString().endsWith(".rq")).sorted().toList();
        }
        long begin = System.nanoTime();
        try (var repository = OntopRepository.defaultRepository(configuration)) {
            repository.init();
            System.err.printf("started %.1f s%n", (System.nanoTime() - begin) / 1e9);
            try (var connection = repository.getConnection()) {
                for (Path query : queries) {
                    String name = query.toString().replaceAll("\\.rq$", "");
                    long start = System.nanoTime();
                    try {
                        var out = new ByteArrayOutputStream();
                        connection.prepareTupleQuery(Files.readString(query)).evaluate(new SPARQLResultsJSONWriter(out));
                        Files.write(Path.of(name + ".json"), out.toByteArray());
                    } catch (Exception exc) {
                        Throwable cause = exc;
                        while (cause.getCause() != null) cause = cause.getCause();
                        Files.writeString(Path.of(name + ".txt"), cause.getClass().getSimpleName() + ": " + cause.getMessage());
                    }
                    System.err.printf("%s %.2f%n", name, (System.nanoTime() - start) / 1e9);
                }
            }
        }
        System.exit(0); // a driver's thread may live on
    }
}
