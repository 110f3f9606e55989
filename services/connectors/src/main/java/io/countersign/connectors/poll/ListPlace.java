package io.countersign.connectors.poll;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place at which a poll of several lists goes on, each ordered by its rows' ids: behind the
 * last one that was seen. Unlike an offset that doesn't shift when a row comes or goes.
 *
 * @param list which of them, from 0
 * @param after the id; empty at the beginning
 * @param passed how many rows behind that were passed over, since we may not see them
 */
public record ListPlace(int list, String after, int passed) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,3}):([0-9A-Za-z]{0,64}):(\\d{1,9})");
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z]{1,64}");

  /** Of a cursor's page; empty where it's none of ours. */
  public static Optional<ListPlace> parse(String page) {
    if (page.isEmpty()) {
      return Optional.of(new ListPlace(0, "", 0));
    }
    return Optional.of(FORM.matcher(page)).filter(Matcher::matches).map(ListPlace::of);
  }

  private static ListPlace of(Matcher form) {
    return new ListPlace(
        Integer.parseInt(form.group(1)), form.group(2), Integer.parseInt(form.group(3)));
  }

  /**
   * The place behind one page.
   *
   * @param ids of its rows, as far as they can be seen
   * @param limit how many rows it could have had
   * @param more whether the list goes on
   * @return BAD_ANSWER where the page doesn't begin behind this place: it would come for ever
   */
  public Outcome<ListPlace> behind(List<String> ids, int limit, boolean more) {
    if (!more) {
      return Outcome.ok(new ListPlace(list + 1, "", 0));
    }
    var last = ids.stream().filter(it -> ID.matcher(it).matches()).reduce((_, it) -> it);
    if (last.isEmpty()) {
      return Outcome.ok(new ListPlace(list, after, passed + limit));
    }
    return last.get().compareTo(after) > 0
        ? Outcome.ok(new ListPlace(list, last.get(), 0))
        : Outcome.failed(
            FailureCategory.EXTERNAL,
            FailureCode.BAD_ANSWER,
            "a list doesn't go on behind the id that it was asked for");
  }

  @Override
  public String toString() {
    return list + ":" + after + ":" + passed;
  }
}
