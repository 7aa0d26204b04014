import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.riot.RDFDataMgr;
import org.topbraid.shacl.validation.ValidationUtil;
import org.topbraid.shacl.vocabulary.SH;

/** Prints shape, focus node and severity of each result: the shapes first, then the data. */
public class TopBraidShacl {
    public static void main(String[] files) {
        Model shapes = RDFDataMgr.loadModel(files[0]);
        Model data = ModelFactory.createDefaultModel();
        for (int place = 1; place < files.length; place++) RDFDataMgr.read(data, files[place]);
        Model report = ValidationUtil.validateModel(data, shapes, false).getModel();
        report.listSubjectsWithProperty(SH.resultSeverity).forEachRemaining(result ->
            System.out.println(show(result, SH.sourceShape) + "\t" + show(result, SH.focusNode) + "\t" + show(result, SH.resultSeverity)));
    }

    private static String show(Resource result, Property property) {
        return result.getProperty(property).getObject().toString();
    }
}
