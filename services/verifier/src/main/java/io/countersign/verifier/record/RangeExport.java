package io.countersign.verifier.record;

import io.countersign.verifier.note.MalformedNoteException;
import io.countersign.verifier.note.TreeHead;
import io.countersign.verifier.tree.RootBuilder;
import io.countersign.verifier.tree.TreeHash;
import io.countersign.verifier.tree.TreeHasher;
import io.countersign.verifier.tree.TreeNode;
import io.countersign.verifier.tree.TreeRange;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The leaves of a range as JSON lines, checked in one pass. A changed entry is named by its line's
 * hash; where each fits and the root doesn't, the range is named as a whole.
 */
public final class RangeExport {
  private static final String END = "countersign-export-end/1";
  private static final int LONGEST_LINE = 1 << 20;

  private final TreeHasher hasher = new TreeHasher();
  private final RootBuilder tree = new RootBuilder();
  private final RecordFindings findings;
  private final EntrySink sink;
  private final ExportHeader header;
  private final TreeHead head;
  private long next;
  private boolean inOrder = true;

  private RangeExport(ExportHeader header, TreeHead head, RecordFindings findings, EntrySink sink) {
    this.header = header;
    this.head = head;
    this.findings = findings;
    this.sink = sink;
    this.next = header.from();
  }

  /**
   * @param sink is handed each entry as it is read, before the range as a whole is found right
   * @throws IOException where the file can't be read
   */
  public static RecordFindings verify(InputStream file, HeadCheck heads, EntrySink sink)
      throws IOException {
    var findings = new RecordFindings();
    var lines = new BoundedLines(file, LONGEST_LINE);
    try {
      var first = lines.next();
      var header = ExportHeader.parse(first == null ? new byte[0] : first);
      findings.fact("from", header.from());
      findings.fact("to", header.to());
      var head = heads.accept(header.checkpoint(), findings);
      if (head.isPresent()) {
        new RangeExport(header, head.get(), findings, sink).read(lines);
      }
    } catch (MalformedNoteException e) {
      findings.add(new Mismatch(FaultCode.MALFORMED, e.why()));
    }
    return findings;
  }

  /** The text of the checkpoint that an export is shown under. */
  public static String checkpoint(InputStream file) throws IOException, MalformedNoteException {
    var first = new BoundedLines(file, LONGEST_LINE).next();
    return ExportHeader.parse(first == null ? new byte[0] : first).checkpoint().toString();
  }

  private void read(BoundedLines lines) throws IOException, MalformedNoteException {
    if (header.to() > head.size()) {
      throw new MalformedNoteException("the range goes beyond the checkpoint's tree");
    }
    begin();
    boolean ended = false;
    for (var line = lines.next(); line != null; line = lines.next()) {
      if (ended) {
        throw new MalformedNoteException("lines after the export's last one");
      }
      ended = !leaf(line) && end(line);
    }
    if (!ended) {
      findings.add(missing("the export breaks off before its last line"));
    }
    finish(ended);
  }

  private void begin() throws MalformedNoteException {
    append(TreeRange.decompose(0, header.from()), header.left(), "left");
  }

  private void append(List<TreeNode> nodes, List<TreeHash> hashes, String name)
      throws MalformedNoteException {
    if (nodes.size() != hashes.size()) {
      findings.add(
          new Mismatch(
              FaultCode.PATH_LENGTH,
              String.format(
                  Locale.ROOT,
                  "%s holds %d hashes where exactly %d are needed",
                  name,
                  hashes.size(),
                  nodes.size())));
      throw new MalformedNoteException("so the root can't be computed");
    }
    for (int i = 0; i < nodes.size(); i++) {
      tree.append(nodes.get(i).level(), hashes.get(i));
    }
  }

  /** Answers false for a line that isn't a leaf's. */
  private boolean leaf(byte[] bytes) {
    var parsed = ExportLine.parse(bytes);
    parsed.ifPresent(this::leaf);
    return parsed.isPresent();
  }

  private void leaf(ExportLine line) {
    if (line.index() != next) {
      inOrder = false;
      findings.add(
          line.index() > next && line.index() < header.to()
              ? new Mismatch(
                  FaultCode.MISSING,
                  next,
                  line.index(),
                  "leaf " + next + " is missing: leaf " + line.index() + " follows")
              : new Mismatch(
                  FaultCode.ORDER,
                  line.index(),
                  "leaf " + line.index() + " isn't where it belongs"));
    }
    if (!hasher.leaf(line.entry()).equals(line.hash())) {
      findings.add(
          new Mismatch(
              FaultCode.LEAF,
              line.index(),
              "the entry at leaf " + line.index() + " isn't the one whose hash stands beside it"));
    } else {
      entry(line);
    }
    tree.append(line.hash());
    next = Math.max(next, line.index()) + (line.index() < next ? 0 : 1);
    sink.take(line.index(), line.entry());
  }

  private void entry(ExportLine line) {
    var position = EntryText.read(line.entry()).map(EntryText::position).orElse(-1L);
    if (position != line.index() + 1) {
      findings.add(
          new Mismatch(
              FaultCode.ENTRY,
              line.index(),
              "the entry at leaf " + line.index() + " is no event of that position"));
    }
  }

  private Mismatch missing(String says) {
    return next < header.to()
        ? new Mismatch(FaultCode.MISSING, next, header.to(), says)
        : new Mismatch(FaultCode.MISSING, says);
  }

  private boolean end(byte[] line) throws MalformedNoteException {
    var members = CanonicalReader.object(line).orElse(Map.of());
    if (members.size() != 2 || !END.equals(members.get("t"))) {
      throw new MalformedNoteException("after leaf " + (next - 1) + ": no line of an export");
    }
    long leaves = header.to() - header.from();
    if (!Long.valueOf(leaves).equals(members.get("leaves")) || next != header.to()) {
      findings.add(missing("the export holds other leaves than the " + leaves + " that it says"));
      inOrder = false;
    }
    return true;
  }

  private void finish(boolean ended) throws MalformedNoteException {
    if (!ended || !inOrder) {
      return; // said already, and the root can only differ
    }
    append(TreeRange.decompose(header.to(), head.size()), header.right(), "right");
    if (!tree.root().equals(head.root())) {
      findings.add(
          new Mismatch(
              FaultCode.ROOT,
              header.from(),
              header.to(),
              String.format(
                  Locale.ROOT,
                  "the leaves %d to %d, or the hashes for those beside them, aren't those of the"
                      + " checkpoint",
                  header.from(),
                  header.to() - 1)));
    }
  }
}
