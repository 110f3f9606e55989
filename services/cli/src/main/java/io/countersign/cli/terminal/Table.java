package io.countersign.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Lines and columns that fit a given width. A column without a value is left out. Where there isn't
 * room, first what has a brief form is shown by it, then texts are cut as far as they stay
 * readable, and what still has no room stands on a line of its own below its row. Ids are never
 * cut.
 */
public final class Table {
  private static final String GAP = "  ";
  private static final String BELOW = "    ";

  /** Of a text that is cut, so many characters stay. */
  private static final int READABLE = 16;

  private final List<Heading> headings;
  private final List<List<Cell>> lines = new ArrayList<>();

  /**
   * @param shrinks whether its text may be cut
   */
  public record Heading(String title, boolean shrinks) {}

  /** A text, and what is shown of it where there isn't room for all of it. */
  public record Cell(String full, String brief) {
    public Cell(String full) {
      this(full, full);
    }
  }

  public Table(List<Heading> headings) {
    this.headings = List.copyOf(headings);
  }

  /**
   * @param cells one for each heading
   */
  public void add(List<Cell> cells) {
    lines.add(List.copyOf(cells));
  }

  /** The lines, headings first; none is wider, but for one that an id alone makes so. */
  public List<String> render(int width) {
    var all =
        IntStream.range(0, headings.size())
            .filter(i -> i == 0 || lines.stream().anyMatch(it -> !it.get(i).full().isEmpty()))
            .boxed()
            .toList();
    return fits(all, false, width)
        ? new Layout(all, List.of(), false, width).lines()
        : brief(all, width);
  }

  private List<String> brief(List<Integer> all, int width) {
    var beside = new ArrayList<>(all);
    var below = new ArrayList<Integer>();
    while (!fits(beside, true, width) && beside.size() > 1) {
      int moved = lastThatShrinks(beside);
      beside.remove((Integer) moved);
      below.addFirst(moved);
    }
    return new Layout(beside, below, true, width).lines();
  }

  private int lastThatShrinks(List<Integer> columns) {
    return columns.reversed().stream()
        .filter(i -> i > 0 && headings.get(i).shrinks())
        .findFirst()
        .orElseGet(columns::getLast);
  }

  private boolean fits(List<Integer> columns, boolean brief, int width) {
    int least = columns.stream().mapToInt(i -> brief ? least(i) : widest(i, false)).sum();
    return least + GAP.length() * (columns.size() - 1) <= width;
  }

  private int least(int column) {
    int widest = widest(column, true);
    return headings.get(column).shrinks()
        ? Math.min(widest, Math.max(READABLE, headings.get(column).title().length()))
        : widest;
  }

  private int widest(int column, boolean brief) {
    return lines.stream()
        .mapToInt(it -> text(it.get(column), brief).length())
        .reduce(headings.get(column).title().length(), Math::max);
  }

  private static String text(Cell cell, boolean brief) {
    return brief ? cell.brief() : cell.full();
  }

  /** Which columns stand beside one another, and which below. */
  private final class Layout {
    private final List<Integer> beside;
    private final List<Integer> below;
    private final boolean brief;
    private final int width;
    private final int[] widths;

    Layout(List<Integer> beside, List<Integer> below, boolean brief, int width) {
      this.beside = beside;
      this.below = below;
      this.brief = brief;
      this.width = width;
      this.widths = fit(beside.stream().mapToInt(i -> widest(i, brief)).toArray());
    }

    List<String> lines() {
      var titles = beside.stream().map(i -> headings.get(i).title()).toList();
      return Stream.concat(
              Stream.of(row(titles)),
              lines.stream()
                  .flatMap(
                      cells ->
                          Stream.concat(
                              Stream.of(
                                  row(
                                      beside.stream()
                                          .map(i -> text(cells.get(i), brief))
                                          .toList())),
                              below.stream()
                                  .filter(i -> !cells.get(i).full().isEmpty())
                                  .map(i -> below(i, cells.get(i))))))
          .toList();
    }

    private String below(int column, Cell cell) {
      var line = BELOW + headings.get(column).title() + " " + text(cell, brief);
      return headings.get(column).shrinks() ? cut(line, width) : line;
    }

    private String row(List<String> texts) {
      return IntStream.range(0, widths.length)
          .mapToObj(i -> padded(cut(texts.get(i), widths[i]), widths[i]))
          .collect(Collectors.joining(GAP))
          .stripTrailing();
    }

    /** Takes from the widest column that shrinks, again and again, until it fits. */
    private int[] fit(int[] wide) {
      long excess = IntStream.of(wide).sum() + (long) GAP.length() * (wide.length - 1) - width;
      for (int give = giving(wide); excess > 0 && give >= 0; give = giving(wide)) {
        wide[give]--;
        excess--;
      }
      return wide;
    }

    private int giving(int[] wide) {
      int give = -1;
      for (int i = 0; i < wide.length; i++) {
        boolean can = headings.get(beside.get(i)).shrinks() && wide[i] > least(beside.get(i));
        if (can && (give < 0 || wide[i] > wide[give])) {
          give = i;
        }
      }
      return give;
    }
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private static String cut(String text, int width) {
    return text.length() > width ? text.substring(0, width - 2) + ".." : text;
  }
}
