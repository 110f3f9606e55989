package io.countersign.verifier.report;

import io.countersign.reports.ReportParameters;
import io.countersign.reports.format.ParametersFormat;
import io.countersign.reports.format.ReportFile;
import io.countersign.reports.function.ReportFunction;
import io.countersign.verifier.note.Excerpt;
import io.countersign.verifier.note.MalformedNoteException;
import io.countersign.verifier.note.TrustPolicy;
import io.countersign.verifier.record.ConsistencyFile;
import io.countersign.verifier.record.FaultCode;
import io.countersign.verifier.record.HeadCheck;
import io.countersign.verifier.record.Mismatch;
import io.countersign.verifier.record.RangeExport;
import io.countersign.verifier.record.RecordFindings;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Checks a report's bundle: its leaves are those of the signed tree, and the report function makes
 * of them the very bytes of each file.
 */
public final class ReportCheck implements AutoCloseable {
  private static final String PARAMETERS = "parameters.json";
  private static final String LEAVES = "leaves.jsonl";
  private static final String MANIFEST = "manifest.txt";

  private static final String PAGES = "report.pdf";

  /** What no leaf gives: each is checked by the manifest's digest alone. */
  private static final List<String> BESIDE = List.of(PAGES, "README.txt", "log.policy");

  private static final int LARGEST = 8 << 20;
  private static final int MOST_FILES = 64;

  private final ZipFile bundle;
  private final HeadCheck heads;
  private final RecordFindings findings = new RecordFindings();

  private ReportCheck(ZipFile bundle, HeadCheck heads) {
    this.bundle = bundle;
    this.heads = heads;
  }

  /**
   * @param scratch where the leaves lie while the report is made
   */
  public static RecordFindings verify(Path file, HeadCheck heads, Path scratch) throws IOException {
    try (var check = new ReportCheck(new ZipFile(file.toFile()), heads)) {
      check.run(scratch);
      return check.findings;
    } catch (ZipException e) {
      var findings = new RecordFindings();
      findings.add(new Mismatch(FaultCode.MALFORMED, "it's no bundle: " + e.getMessage()));
      return findings;
    }
  }

  @Override
  public void close() throws IOException {
    bundle.close();
  }

  private void run(Path scratch) throws IOException {
    var names = names();
    if (bundle.size() > MOST_FILES || names.size() != bundle.size()) {
      wrong("the bundle has too many files, or one twice");
      return;
    }
    manifest(names);
    if (!names.contains(PARAMETERS) || !names.contains(LEAVES)) {
      wrong("the bundle lacks " + (names.contains(LEAVES) ? PARAMETERS : LEAVES));
      return;
    }
    try {
      report(ParametersFormat.read(bytes(PARAMETERS)), names, scratch);
    } catch (IllegalArgumentException e) {
      wrong(PARAMETERS + ": " + Excerpt.of(String.valueOf(e.getMessage())));
    }
  }

  private TreeSet<String> names() {
    var names = new TreeSet<String>();
    bundle.stream().map(ZipEntry::getName).forEach(names::add);
    return names;
  }

  private void wrong(String says) {
    findings.add(new Mismatch(FaultCode.REPORT, says));
  }

  private void report(ReportParameters parameters, Set<String> names, Path scratch)
      throws IOException {
    try (var spool = new EntrySpool(scratch)) {
      try (var in = open(LEAVES)) {
        var bounds = new PeriodBounds(parameters);
        findings.take(
            RangeExport.verify(
                in,
                heads,
                (index, entry) -> {
                  bounds.take(index, entry);
                  spool.take(index, entry);
                }));
        bounds.fault().ifPresent(this::wrong);
      }
      range(parameters);
      evidence(parameters);
      if (findings.count() == 0 || isOnlyAboutFiles()) {
        files(parameters, spool, names);
      }
    }
  }

  /** A report of leaves that aren't those of the log says nothing more. */
  private boolean isOnlyAboutFiles() {
    return findings.mismatches().stream().allMatch(it -> it.fault() == FaultCode.REPORT);
  }

  private void range(ReportParameters parameters) {
    var leaves = parameters.leaves();
    var facts = findings.facts();
    if (!Long.valueOf(leaves.read()).equals(facts.get("from"))
        || !Long.valueOf(leaves.b()).equals(facts.get("to"))) {
      wrong(LEAVES + " holds other leaves than " + PARAMETERS + " names");
    }
    findings.fact("kind", parameters.kind().label());
    findings.fact("a", leaves.a());
    findings.fact("b", leaves.b());
    findings.notChecked("that no event after leaf " + (leaves.b() - 1) + " belongs to the period");
  }

  private void evidence(ReportParameters parameters) throws IOException {
    var evidence = parameters.evidence();
    if (evidence == null) {
      wrong(PARAMETERS + " names no checkpoints");
      return;
    }
    if (!head().equals(evidence.to())) {
      wrong("the checkpoint of " + LEAVES + " isn't the one that the report names");
    }
    if (parameters.leaves().a() > 0) {
      var file = evidence.consistency().getBytes(StandardCharsets.UTF_8);
      findings.take(ConsistencyFile.verify(file, heads));
      if (!evidence.consistency().endsWith("\n\n" + evidence.from() + "\n" + evidence.to())) {
        wrong("consistency.txt is about other checkpoints than the report names");
      }
    }
  }

  /** The checkpoint of the leaves' first line; its form was checked. */
  private String head() throws IOException {
    try (var in = open(LEAVES)) {
      return RangeExport.checkpoint(in);
    } catch (MalformedNoteException e) {
      return "";
    }
  }

  private void files(ReportParameters parameters, EntrySpool spool, Set<String> names)
      throws IOException {
    var report = ReportFunction.of(parameters, spool.read());
    var known = new HashSet<>(BESIDE);
    known.addAll(Set.of(LEAVES, MANIFEST));
    for (var file : ReportFile.all(report)) {
      known.add(file.name());
      compare(file, names);
    }
    names.stream()
        .filter(it -> !known.contains(it))
        .forEach(it -> wrong(Excerpt.of(it) + " is no file of this report"));
  }

  private void compare(ReportFile file, Set<String> names) throws IOException {
    if (!names.contains(file.name())) {
      wrong(file.name() + " is missing");
      return;
    }
    try (var in = open(file.name())) {
      var comparison = new ByteComparison(in);
      file.content().write(comparison);
      if (!comparison.ended()) {
        wrong(file.name() + " isn't what the leaves give");
      }
    }
  }

  private void manifest(Set<String> names) throws IOException {
    var policy = heads.policy();
    if (policy == null) {
      findings.notChecked(PAGES + ": no policy to check its signed digest by");
    } else if (names.contains(MANIFEST)) {
      signed(policy, names);
    } else {
      findings.doubt("no " + MANIFEST + ", so nothing vouches for " + beside(names));
    }
  }

  private static String beside(Set<String> names) {
    return BESIDE.stream().filter(names::contains).collect(Collectors.joining(", "));
  }

  private void signed(TrustPolicy policy, Set<String> names) throws IOException {
    try {
      var digests = ManifestFile.read(bytes(MANIFEST), policy).digests();
      digested(digests, names);
      BESIDE.stream()
          .filter(it -> names.contains(it) && !digests.containsKey(it))
          .forEach(it -> wrong(it + " isn't in the list that the log's key signed"));
    } catch (MalformedNoteException e) {
      wrong(MANIFEST + ": " + e.why());
    }
  }

  private void digested(Map<String, String> digests, Set<String> names) throws IOException {
    for (var digest : digests.entrySet()) {
      var name = digest.getKey();
      if (!names.contains(name)) {
        wrong(Excerpt.of(name) + " is missing");
      } else if (!digest.getValue().equals(sha256(name))) {
        wrong(Excerpt.of(name) + " isn't the file that the log's key signed");
      }
    }
  }

  private String sha256(String name) throws IOException {
    try (var in = new DigestInputStream(open(name), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] bytes(String name) throws IOException {
    try (var in = open(name)) {
      return in.readNBytes(LARGEST);
    }
  }

  private InputStream open(String name) throws IOException {
    return new BufferedInputStream(bundle.getInputStream(bundle.getEntry(name)));
  }
}
