package io.countersign.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.log.ProvableRecord;
import io.countersign.ledger.log.key.CheckpointSigner;
import io.countersign.ledger.log.key.GivenLogKeys;
import io.countersign.ledger.log.key.LogKeyFile;
import io.countersign.server.LocalServer;
import io.countersign.server.TestServer;
import io.countersign.server.witness.RunningWitness;
import io.countersign.verifier.note.MalformedNoteException;
import io.countersign.verifier.note.TrustPolicy;
import io.countersign.verifier.record.HeadCheck;
import io.countersign.verifier.record.Mismatch;
import io.countersign.verifier.record.RecordFindings;
import io.countersign.verifier.record.Verdict;
import io.countersign.verifier.report.ReportCheck;
import io.countersign.witness.store.CosignatureKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
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
  private static final String ORIGIN = "log.example/reports";
  private static final String KIND = "access-review";
  private static final String MANIFEST = "manifest.txt";
  private static final String PAGES = "report.pdf";

  private static Map<String, byte[]> files;
  private static Map<String, byte[]> byAnotherKey;
  private static CheckpointSigner signer;
  @TempDir private static Path scratch;

  @BeforeAll
  static void take() throws Exception {
    var key = scratch.resolve("log.key");
    signer = new LogKeyFile(key).create(ORIGIN);
    var log = signer.key().toString();
    try (var witness =
            RunningWitness.start("one", log, InstantSource.system(), CosignatureKind.ED25519);
        var server = TestServer.of(LocalServer.start(witnessed(witness, key)))) {
      var auditor = server.person("auditor");
      server.add("seen" + System.nanoTime(), "viewer");
      var from = Instant.now().minusSeconds(3_600);
      var path = "/api/v1/reports/" + KIND + "?format=bundle&from=" + from;
      var reply =
          Eventually.get(
              "a bundle under a published checkpoint",
              () -> Optional.of(server.get(auditor, path)).filter(it -> it.status() != 409));
      assertThat(reply.status()).isEqualTo(200);
      files = unzipped(reply.response().body());
      byAnotherKey = byAnotherKey(server);
    }
  }

  private static String witnessed(RunningWitness witness, Path key) throws IOException {
    var policy = scratch.resolve("witnesses");
    Files.writeString(policy, witness.policy() + "quorum one\n");
    return "witnesses: {policy: '%s'}\nlog: {origin: %s, key: 'file:%s'}\n"
        .formatted(policy, ORIGIN, key);
  }

  /** Of a time before the record began: made where the key at hand isn't the log's. */
  private static Map<String, byte[]> byAnotherKey(TestServer server) throws IOException {
    var now = Instant.now();
    var from = now.minusSeconds(7_200).toString();
    var to = now.minusSeconds(3_600).toString();
    var request = ReportRequest.of(KIND, from, to, null, null, null, now);
    var made = server.bean(ReportMaker.class).make(request, PrincipalId.SYSTEM, now);
    var keys = GivenLogKeys.of(GivenLogKeys.generate(ORIGIN), "");
    var zip = new ByteArrayOutputStream();
    new ReportBundle(server.bean(ProvableRecord.class), keys).write(made, zip);
    return unzipped(zip.toByteArray());
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
    return verify(bundle, text("log.policy"));
  }

  private static String text(String name) {
    return new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
  }

  private static RecordFindings verify(Map<String, byte[]> bundle, String trusted)
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
    var policy = TrustPolicy.parse(trusted.getBytes(StandardCharsets.UTF_8));
    return ReportCheck.verify(file, new HeadCheck(policy, Instant.now()), scratch);
  }

  @Test
  void itIsMadeAgainToTheSameBytes() throws Exception {
    assertThat(files)
        .containsKeys(
            "README.txt",
            PAGES,
            "report.json",
            "report.oscal.json",
            "access-review.csv",
            "exceptions.csv",
            "parameters.json",
            "leaves.jsonl",
            "checkpoint-b.txt",
            MANIFEST);
    var findings = verify(files);
    assertThat(findings.mismatches()).isEmpty();
    assertThat(findings.doubts()).isEmpty();
    assertThat(findings.verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void withoutWitnessesNobodyCanTell() throws Exception {
    var findings = verify(files, text("log.policy").replace("quorum one", "quorum none"));
    assertThat(findings.verdict()).isEqualTo(Verdict.UNCLEAR);
    assertThat(findings.doubts()).singleElement().asString().contains("log signature only");
  }

  @Test
  void withoutTheManifestNobodyVouchesForThePages() throws Exception {
    var edited = new LinkedHashMap<>(files);
    edited.put(PAGES, "other pages".getBytes(StandardCharsets.UTF_8));
    edited.remove(MANIFEST);
    var findings = verify(edited);
    assertThat(findings.mismatches()).isEmpty();
    assertThat(findings.verdict()).isEqualTo(Verdict.UNCLEAR);
    assertThat(findings.doubts()).singleElement().asString().contains(MANIFEST, PAGES);
  }

  @ParameterizedTest
  @ValueSource(strings = {PAGES, "README.txt", "log.policy"})
  void aFileThatTheManifestLeavesOutIsNamed(String name) throws Exception {
    var edited = new LinkedHashMap<>(files);
    edited.put(MANIFEST, manifestWithout(""));
    assertThat(verify(edited).verdict()).isEqualTo(Verdict.OK);
    edited.put(MANIFEST, manifestWithout(name));
    var findings = verify(edited);
    assertThat(findings.verdict()).isEqualTo(Verdict.TAMPERED);
    assertThat(findings.first().orElseThrow().says()).startsWith(name + " isn't in the list");
  }

  private static byte[] manifestWithout(String name) throws IOException {
    var manifest = new BundleManifest();
    for (var file : files.entrySet()) {
      if (!file.getKey().equals(name) && !file.getKey().equals(MANIFEST)) {
        try (var out = manifest.file(file.getKey(), OutputStream.nullOutputStream())) {
          out.write(file.getValue());
        }
      }
    }
    return manifest.signed(signer);
  }

  @Test
  void anotherKeyThanTheLogsSignsNoManifest() {
    assertThat(byAnotherKey).containsKey(PAGES).doesNotContainKey(MANIFEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "access-review.csv",
        "exceptions.csv",
        "report.json",
        "report.oscal.json",
        PAGES,
        "log.policy",
        "parameters.json",
        "checkpoint-b.txt",
        "leaves.jsonl",
        "README.txt",
        MANIFEST
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
    missing.remove(MANIFEST);
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
    edited.remove(MANIFEST);
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
