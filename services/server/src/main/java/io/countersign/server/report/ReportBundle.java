package io.countersign.server.report;

import io.countersign.ledger.log.LogIdentity;
import io.countersign.ledger.log.ProvableRecord;
import io.countersign.ledger.log.key.CheckpointSigner;
import io.countersign.ledger.log.key.LogKeyStore;
import io.countersign.reports.format.ReportFile;
import io.countersign.server.audit.log.ExportLines;
import io.countersign.server.audit.log.ExportRange;
import io.countersign.server.report.pdf.ReportPdf;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;

/** A report in all its forms, with its leaves and what proves them, for an auditor to take away. */
@Component
class ReportBundle {
  /** The first time that a zip can say. */
  private static final LocalDateTime NEVER = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final ProvableRecord record;
  private final LogKeyStore keys;

  ReportBundle(ProvableRecord record, LogKeyStore keys) {
    this.record = record;
    this.keys = keys;
  }

  void write(ReportMaker.Made made, OutputStream out) throws IOException {
    var zip = new ZipOutputStream(out);
    var manifest = new BundleManifest();
    put("README.txt", ReportBundle::readme, manifest, zip);
    put("report.pdf", it -> ReportPdf.write(made.report(), it), manifest, zip);
    for (var file : ReportFile.all(made.report())) {
      put(file.name(), file.content(), manifest, zip);
    }
    put("leaves.jsonl", it -> leaves(made.range(), it), manifest, zip);
    put("log.policy", this::policy, manifest, zip);
    var signer = signer();
    if (signer.isPresent()) {
      begin("manifest.txt", zip);
      zip.write(manifest.signed(signer.get()));
      zip.closeEntry();
    }
    zip.finish();
  }

  /** Whom verifiers know as this log; whatever other key is at hand says nothing in its name. */
  private Optional<CheckpointSigner> signer() {
    var known = record.identity().map(LogIdentity::key);
    return Stream.of(keys.current(), keys.next())
        .flatMap(Optional::stream)
        .filter(it -> known.equals(Optional.of(it.key())))
        .findFirst();
  }

  private static void put(
      String name, ReportFile.Content content, BundleManifest manifest, ZipOutputStream zip)
      throws IOException {
    begin(name, zip);
    try (var out = manifest.file(name, zip)) {
      content.write(out);
    }
    zip.closeEntry();
  }

  private static void begin(String name, ZipOutputStream zip) throws IOException {
    var entry = new ZipEntry(name);
    entry.setTimeLocal(NEVER);
    zip.putNextEntry(entry);
  }

  private void leaves(ProvenRange range, OutputStream out) throws IOException {
    var leaves = range.leaves();
    new ExportLines(record, new ExportRange(leaves.read(), leaves.b(), range.head())).write(out);
  }

  private void policy(OutputStream out) throws IOException {
    out.write(record.trustFile().orElse("").getBytes(StandardCharsets.UTF_8));
  }

  private static void readme(OutputStream out) throws IOException {
    try (var in = ReportBundle.class.getResourceAsStream("bundle-readme.txt")) {
      Objects.requireNonNull(in).transferTo(out);
    }
  }
}
