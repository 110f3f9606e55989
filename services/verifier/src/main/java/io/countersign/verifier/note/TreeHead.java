package io.countersign.verifier.note;

import io.countersign.verifier.tree.TreeHash;
import java.util.List;

/**
 * The head of a log's tree, as the text of a checkpoint says it.
 *
 * @param origin which log it is
 * @param extensions further lines, which nothing here relies on
 */
public record TreeHead(String origin, long size, TreeHash root, List<String> extensions) {
  public TreeHead {
    extensions = List.copyOf(extensions);
  }

  public TreeHead(String origin, long size, TreeHash root) {
    this(origin, size, root, List.of());
  }

  /**
   * @param text of a checkpoint, with its last line's end
   */
  public static TreeHead parse(String text) throws MalformedNoteException {
    var lines = List.of(text.split("\n", -1));
    int last = lines.size() - 1;
    if (last < 3 || !lines.get(last).isEmpty()) {
      throw new MalformedNoteException("a checkpoint has three lines at least");
    }
    if (lines.subList(0, last).stream().anyMatch(String::isEmpty)) {
      throw new MalformedNoteException("a checkpoint with an empty line");
    }
    return new TreeHead(
        lines.get(0), DecimalText.parse(lines.get(1)), root(lines.get(2)), lines.subList(3, last));
  }

  private static TreeHash root(String line) throws MalformedNoteException {
    try {
      return TreeHash.parse(line);
    } catch (IllegalArgumentException e) {
      throw new MalformedNoteException("no root: " + Excerpt.of(line));
    }
  }

  /** The text that is signed. */
  public String text() {
    var text = new StringBuilder(origin + "\n" + size + "\n" + root + "\n");
    extensions.forEach(it -> text.append(it).append('\n'));
    return text.toString();
  }
}
