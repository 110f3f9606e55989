package io.countersign.witness.store;

import io.countersign.verifier.note.DecimalText;
import io.countersign.verifier.note.MalformedNoteException;
import io.countersign.verifier.note.SignedNote;
import io.countersign.verifier.note.TreeHead;
import io.countersign.verifier.tree.TreeHasher;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The largest checkpoint of a log that was cosigned, as it lies in its file: a header with the hash
 * of all that follows, so that a damaged one is told from one that says less; where the history
 * ends; the last cosignature's time; an empty line; the checkpoint, if there is one.
 *
 * @param time in seconds, 0 before the first
 */
public record WitnessHead(
    CosignedHistory.Place history, long time, Optional<SignedNote> checkpoint) {
  private static final String HEADER = "countersign-witness-head/1 ";
  private static final int LINES = 4;

  /** Of a log of which nothing was cosigned. */
  static final WitnessHead NONE = new WitnessHead(CosignedHistory.Place.FIRST, 0, Optional.empty());

  /** The size and root that were cosigned; those of the empty tree before. */
  public TreeHead tree(String origin) throws MalformedNoteException {
    return checkpoint.isPresent()
        ? TreeHead.parse(checkpoint.get().text())
        : new TreeHead(origin, 0, TreeHasher.empty());
  }

  static WitnessHead parse(byte[] content) throws MalformedNoteException {
    var text = new String(content, StandardCharsets.UTF_8);
    int end = text.indexOf('\n') + 1;
    if (end == 0 || !text.substring(0, end).equals(header(text.substring(end)))) {
      throw new MalformedNoteException("damaged: its hash isn't that of what it says");
    }
    var lines = text.split("\n", LINES + 1);
    if (lines.length <= LINES || !lines[3].isEmpty()) {
      throw new MalformedNoteException("not a head");
    }
    var place = numbers(lines[1], "history", 2);
    return new WitnessHead(
        new CosignedHistory.Place(place[0], place[1]),
        numbers(lines[2], "time", 1)[0],
        checkpoint(lines[LINES]));
  }

  private static Optional<SignedNote> checkpoint(String note) throws MalformedNoteException {
    return note.isEmpty() ? Optional.empty() : Optional.of(SignedNote.parse(note));
  }

  private static long[] numbers(String line, String name, int count) throws MalformedNoteException {
    var parts = line.split(" ", -1);
    if (parts.length != count + 1 || !parts[0].equals(name)) {
      throw new MalformedNoteException("a line that isn't of " + name);
    }
    var numbers = new long[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = DecimalText.parse(parts[i + 1]);
    }
    return numbers;
  }

  byte[] content() {
    var rest =
        "history "
            + history.file()
            + " "
            + history.length()
            + "\ntime "
            + time
            + "\n\n"
            + checkpoint.map(SignedNote::toString).orElse("");
    return (header(rest) + rest).getBytes(StandardCharsets.UTF_8);
  }

  private static String header(String rest) {
    var hash = TreeHasher.sha256().digest(rest.getBytes(StandardCharsets.UTF_8));
    return HEADER + HexFormat.of().formatHex(hash) + "\n";
  }
}
