import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.sparql.graph.GraphFactory;

/** Prints shape, focus node and severity of each result: the shapes first, then the data. */
public class JenaShacl {
    public static void main(String[] files) {
        Graph shapes = RDFDataMgr.loadGraph(files[0]);
        Graph data = GraphFactory.createDefaultGraph();
        for (int place = 1; place < files.length; place++) RDFDataMgr.read(data, files[place]);
        ShaclValidator.get().validate(Shapes.parse(shapes), data).getEntries().forEach(entry ->
            System.out.println(show(entry.source()) + "\t" + show(entry.focusNode()) + "\t" + show(entry.severity().level())));
    }

    private static String show(Node node) {
        return node.isURI() ? node.getURI() : node.toString();
    }
}
