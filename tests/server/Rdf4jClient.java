import org.eclipse.rdf4j.query.BindingSet;
import org.eclipse.rdf4j.query.GraphQueryResult;
import org.eclipse.rdf4j.query.TupleQueryResult;
import org.eclipse.rdf4j.repository.sparql.SPARQLRepository;

/** Asks an endpoint with RDF4J's client: a SELECT, an ASK and a CONSTRUCT; prints each row, the answer, and how many triples. */
public class Rdf4jClient {
    public static void main(String[] arguments) {
        var repository = new SPARQLRepository(arguments[0]);
        try (var connection = repository.getConnection()) {
            try (TupleQueryResult rows = connection.prepareTupleQuery(arguments[1]).evaluate()) {
                for (BindingSet row : rows) {
                    System.out.println(String.join("\t", rows.getBindingNames().stream()
                        .map(name -> row.hasBinding(name) ? row.getValue(name).stringValue() : "").toList()));
                }
            }
            System.out.println(connection.prepareBooleanQuery(arguments[2]).evaluate());
            try (GraphQueryResult triples = connection.prepareGraphQuery(arguments[3]).evaluate()) {
                System.out.println(triples.stream().count());
            }
        } finally {
            repository.shutDown();
        }
    }
}
