package io.countersign.verifier.load;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in a dump where rows of a table are.
 *
 * @param offset of the first row in the file
 */
record DumpTable(String name, List<String> columns, long offset) {
  private static final Pattern COPY =
      Pattern.compile("COPY (?:\"?[^\". ]+\"?\\.)?\"?([^\". ]+)\"? \\((.*)\\) FROM stdin;\r?");

  DumpTable {
    columns = List.copyOf(columns);
  }

  static Optional<DumpTable> parse(String line, long offset) {
    var copy = COPY.matcher(line);
    return copy.matches()
        ? Optional.of(new DumpTable(copy.group(1), names(copy.group(2)), offset))
        : Optional.empty();
  }

  private static List<String> names(String list) {
    return Arrays.stream(list.split(",", -1)).map(it -> it.strip().replace("\"", "")).toList();
  }

  /** The places of the columns that are asked for; empty where one isn't there. */
  Optional<int[]> places(List<String> wanted) {
    var places = wanted.stream().mapToInt(columns::indexOf).toArray();
    return Arrays.stream(places).anyMatch(it -> it < 0) ? Optional.empty() : Optional.of(places);
  }
}
