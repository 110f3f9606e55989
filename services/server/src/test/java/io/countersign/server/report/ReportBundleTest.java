package io.countersign.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.server.TestServer;
import io.countersign.verifier.note.MalformedNoteException;
import io.countersign.verifier.note.TrustPolicy;
import io.countersign.verifier.record.HeadCheck;
import io.countersign.verifier.record.Mismatch;
import io.countersign.verifier.record.RecordFindings;
import io.countersign.verifier.record.Verdict;
import io.countersign.verifier.report.ReportCheck;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an auditor takes away, held to the offline verifier. */
class ReportBundleTest {
  private static Map<String, byte[]> files;
  @TempDir private static Path scratch;

  @BeforeAll
  static void take() throws IOException {
    try (var server = TestServer.fresh()) {
      var auditor = server.person("auditor");
      server.add("seen" + System.nanoTime(), "viewer");
      var from = Instant.now().minusSeconds(3_600);
      var path = "/api/v1/reports/access-review?format=bundle&from=" + from;
      var reply =
          Eventually.get(
              "a bundle under a published checkpoint",
              () -> Optional.of(server.get(auditor, path)).filter(it -> it.status() != 409));
      assertThat(reply.status()).isEqualTo(200);
      files = unzipped(reply.response().body());
    }
  }

  private static Map<String, byte[]> unzipped(byte[] zip) throws IOException {
    var found = new LinkedHashMap<String, byte[]>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        found.put(entry.getName(), in.readAllBytes());
      }
    }
    return found;
  }

  private static RecordFindings verify(Map<String, byte[]> bundle)
      throws IOException, MalformedNoteException {
    var file = Files.createTempFile(scratch, "bundle", ".zip");
    try (OutputStream out = Files.newOutputStream(file);
        var zip = new ZipOutputStream(out)) {
      for (var entry : bundle.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    var policy = TrustPolicy.parse(files.get("log.policy"));
    return ReportCheck.verify(file, new HeadCheck(policy, Instant.now()), scratch);
  }

  @Test
  void itIsMadeAgainToTheSameBytes() throws Exception {
    assertThat(files)
        .containsKeys(
            "README.txt",
            "report.pdf",
            "report.json",
            "report.oscal.json",
            "access-review.csv",
            "exceptions.csv",
            "parameters.json",
            "leaves.jsonl",
            "checkpoint-b.txt",
            "manifest.txt");
    var findings = verify(files);
    assertThat(findings.mismatches()).isEmpty();
    assertThat(findings.verdict()).isEqualTo(Verdict.UNCLEAR);
    assertThat(findings.doubts()).singleElement().asString().contains("log signature only");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "access-review.csv", "exceptions.csv", "report.json", "report.oscal.json", "report.pdf",
        "parameters.json", "checkpoint-b.txt", "leaves.jsonl", "README.txt", "manifest.txt"
      })
  void anEditedFileIsNamed(String name) throws Exception {
    var edited = new LinkedHashMap<>(files);
    var bytes = files.get(name).clone();
    bytes[bytes.length / 2] ^= 1;
    edited.put(name, bytes);
    var findings = verify(edited);
    assertThat(findings.verdict()).isEqualTo(Verdict.TAMPERED);
    assertThat(findings.mismatches()).extracting(Mismatch::says).anyMatch(it -> it.contains(name));
  }

  @Test
  void aMissingOrFurtherFileIsNamed() throws Exception {
    var missing = new LinkedHashMap<>(files);
    missing.remove("exceptions.csv");
    missing.remove("manifest.txt");
    assertThat(verify(missing).mismatches())
        .extracting(Mismatch::says)
        .contains("exceptions.csv is missing");
    var more = new LinkedHashMap<>(files);
    more.put("else.csv", "x".getBytes(StandardCharsets.UTF_8));
    assertThat(verify(more).first().orElseThrow().says()).contains("else.csv");
  }

  @Test
  void aRowThatIsLeftOutOfEachFileIsFoundByTheLeaves() throws Exception {
    var edited = new LinkedHashMap<>(files);
    var csv = new String(files.get("access-review.csv"), StandardCharsets.UTF_8);
    edited.put(
        "access-review.csv",
        csv.substring(0, csv.lastIndexOf("\r\n", csv.length() - 3) + 2)
            .getBytes(StandardCharsets.UTF_8));
    edited.remove("manifest.txt");
    var findings = verify(edited);
    assertThat(findings.first().orElseThrow().says())
        .isEqualTo("access-review.csv isn't what the leaves give");
  }

  @Test
  void whatIsNoBundleIsSaidToBeNone() throws Exception {
    var file = Files.writeString(scratch.resolve("none.zip"), "no zip at all");
    var findings = ReportCheck.verify(file, new HeadCheck(null, Instant.now()), scratch);
    assertThat(findings.verdict()).isEqualTo(Verdict.TAMPERED);
  }
}
