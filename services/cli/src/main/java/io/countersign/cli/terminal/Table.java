package io.countersign.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lines and columns that fit a given width: columns that may shrink are cut, ids never are. */
public final class Table {
  private static final String GAP = "  ";
  private static final int LEAST = 8;

  private final List<Heading> headings;
  private final List<List<String>> lines = new ArrayList<>();

  /**
   * @param shrinks whether its text may be cut
   */
  public record Heading(String title, boolean shrinks) {}

  public Table(List<Heading> headings) {
    this.headings = List.copyOf(headings);
  }

  /**
   * @param cells one for each heading
   */
  public void add(List<String> cells) {
    lines.add(List.copyOf(cells));
  }

  /** The lines, headings first. */
  public List<String> render(int width) {
    int[] widths = fit(widest(), width);
    var rendered = new ArrayList<String>();
    rendered.add(line(headings.stream().map(Heading::title).toList(), widths));
    lines.forEach(cells -> rendered.add(line(cells, widths)));
    return rendered;
  }

  private int[] widest() {
    return IntStream.range(0, headings.size())
        .map(i -> lines.stream().mapToInt(l -> l.get(i).length()).reduce(title(i), Math::max))
        .toArray();
  }

  private int title(int column) {
    return headings.get(column).title().length();
  }

  /** Takes from the widest column that shrinks, again and again, until it fits or nothing gives. */
  private int[] fit(int[] widths, int width) {
    int excess = IntStream.of(widths).sum() + GAP.length() * (widths.length - 1) - width;
    for (; excess > 0; excess--) {
      int give = giving(widths);
      if (give < 0) {
        return widths;
      }
      widths[give]--;
    }
    return widths;
  }

  private int giving(int[] widths) {
    int give = -1;
    for (int i = 0; i < widths.length; i++) {
      boolean can = headings.get(i).shrinks() && widths[i] > Math.max(LEAST, title(i));
      if (can && (give < 0 || widths[i] > widths[give])) {
        give = i;
      }
    }
    return give;
  }

  private static String line(List<String> cells, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(i -> cell(cells.get(i), widths[i]))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }

  private static String cell(String text, int width) {
    return text.length() > width
        ? text.substring(0, width - 2) + ".."
        : text + " ".repeat(width - text.length());
  }
}
