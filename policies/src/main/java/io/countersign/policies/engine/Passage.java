package io.countersign.policies.engine;

import java.util.Arrays;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A text of a policy file in another language, such as a condition: complaints about a place in it
 * are told at the place in the file, also where it's folded, quoted or a block.
 */
public final class Passage {
  private final PolicyFile file;
  private final PolicyProblems problems;
  private final String text;
  private final int[] places;

  private Passage(PolicyFile file, PolicyProblems problems, String text, int[] places) {
    this.file = file;
    this.problems = problems;
    this.text = text;
    this.places = places;
  }

  static Passage of(PolicyFile file, ScalarNode node, PolicyProblems problems) {
    var text = node.getValue();
    int start = node.getStartMark().map(mark -> offset(file.text(), mark)).orElse(0);
    boolean block =
        node.getScalarStyle() == ScalarStyle.LITERAL || node.getScalarStyle() == ScalarStyle.FOLDED;
    int from = block ? Math.max(start, file.text().indexOf('\n', start)) : start;
    return new Passage(file, problems, text, places(file.text(), from, text));
  }

  /** As it reads: without quotes, folds and indentation. */
  public String text() {
    return text;
  }

  /**
   * Complains of a place in the text.
   *
   * @param line 1, 2, ...; anything less is the passage's beginning
   * @param column 0, 1, ...
   */
  public void problem(int line, int column, String message) {
    int at = line < 1 ? 0 : Math.min(lineStart(line) + Math.max(0, column), text.length());
    int place =
        text.isEmpty() ? 0 : at < text.length() ? places[at] : places[text.length() - 1] + 1;
    problems.add(file, place, message);
  }

  private int lineStart(int line) {
    int start = 0;
    for (int before = 1; before < line; before++) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        return start;
      }
      start = end + 1;
    }
    return start;
  }

  private static int offset(String file, Mark mark) {
    int start = 0;
    for (int line = 0; line < mark.getLine(); line++) {
      start = file.indexOf('\n', start) + 1;
    }
    return Math.min(file.length(), start + mark.getColumn());
  }

  /** Where each character stands in the file: blanks aside, they stand there in the same order. */
  private static int[] places(String file, int from, String text) {
    var places = new int[text.length()];
    Arrays.fill(places, from);
    int at = from;
    for (int i = 0; i < text.length(); i++) {
      char wanted = text.charAt(i);
      if (Character.isWhitespace(wanted)) {
        places[i] = at;
        continue;
      }
      int found = file.indexOf(wanted, at);
      if (found < 0) {
        break;
      }
      places[i] = found;
      at = found + 1;
    }
    return places;
  }
}
