package io.countersign.server.report.pdf;

import io.countersign.reports.format.ReportFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;

/** Gives laid-out pages the embedded files, and dates that don't depend on a clock. */
final class PdfFinish {
  private static final Pattern XMP_DATE =
      Pattern.compile("(<xmp:(?:Create|Modify|Metadata)Date>)[^<]*(</)");

  private PdfFinish() {}

  static void embed(PDDocument document, List<ReportFile> attachments, Instant at)
      throws IOException {
    var named = new TreeMap<String, PDComplexFileSpecification>();
    var associated = new COSArray();
    for (var attachment : attachments) {
      var file = specification(document, attachment, at);
      named.put(attachment.name(), file);
      associated.add(file);
    }
    var tree = new PDEmbeddedFilesNameTreeNode();
    tree.setNames(named);
    var catalog = document.getDocumentCatalog();
    var names = new PDDocumentNameDictionary(catalog);
    names.setEmbeddedFiles(tree);
    catalog.setNames(names);
    catalog.getCOSObject().setItem(COSName.getPDFName("AF"), associated);
  }

  private static PDComplexFileSpecification specification(
      PDDocument document, ReportFile attachment, Instant at) throws IOException {
    var content = new ByteArrayOutputStream();
    attachment.content().write(content);
    var embedded =
        new PDEmbeddedFile(
            document, new ByteArrayInputStream(content.toByteArray()), COSName.FLATE_DECODE);
    embedded.setSubtype(attachment.mediaType());
    embedded.setSize(content.size());
    embedded.setCreationDate(calendar(at));
    embedded.setModDate(calendar(at));
    var file = new PDComplexFileSpecification();
    file.setFile(attachment.name());
    file.setFileUnicode(attachment.name());
    file.setFileDescription(attachment.description());
    file.setEmbeddedFile(embedded);
    file.setEmbeddedFileUnicode(embedded);
    file.getCOSObject()
        .setItem(
            COSName.getPDFName("AFRelationship"),
            COSName.getPDFName(attachment.data() ? "Data" : "Supplement"));
    return file;
  }

  private static Calendar calendar(Instant at) {
    return GregorianCalendar.from(at.atZone(ZoneOffset.UTC));
  }

  /** To the second, as both places can say it, and the file's id with it. */
  static void date(PDDocument document, Instant at) throws IOException {
    var second = Instant.ofEpochSecond(at.getEpochSecond());
    var information = document.getDocumentInformation();
    information.setCreationDate(calendar(second));
    information.setModificationDate(calendar(second));
    document.setDocumentId(second.getEpochSecond());
    var catalog = document.getDocumentCatalog();
    var xmp = new String(catalog.getMetadata().toByteArray(), StandardCharsets.UTF_8);
    var dated = XMP_DATE.matcher(xmp).replaceAll("$1" + second + "$2");
    catalog.setMetadata(
        new PDMetadata(document, new ByteArrayInputStream(dated.getBytes(StandardCharsets.UTF_8))));
  }
}
