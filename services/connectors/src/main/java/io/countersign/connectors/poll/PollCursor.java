package io.countersign.connectors.poll;

import io.countersign.connectors.spi.ticketing.Ticket;
import io.countersign.domain.Digest;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The place at which a poll goes on: the changes since an instant, and while one goes over several
 * pages, where it began and the next page.
 *
 * @param from changes since then are told
 * @param begun when this poll began, by the other side's clock; null between two of them
 * @param page the next one, as the other side names it; empty for the first
 * @param told marks of what was told already of the time since {@code from}
 */
public record PollCursor(Instant from, @Nullable Instant begun, String page, List<String> told) {
  private static final int MOST_TOLD = 40;
  private static final int MARK = 8;

  /** Longer ones leave no room in a cursor; tokens are known of some hundreds of characters. */
  public static final int LONGEST_PAGE = 4_000;

  public PollCursor {
    told = List.copyOf(told);
  }

  public static PollCursor at(Instant from) {
    return new PollCursor(from, null, "", List.of());
  }

  /** Empty where it's none of ours. */
  public static Optional<PollCursor> parse(String text) {
    var parts = text.split("~", -1);
    if (parts.length != 5 || !parts[0].equals("p1")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new PollCursor(
              Instant.ofEpochMilli(Long.parseLong(parts[1])),
              parts[2].isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(parts[2])),
              parts[4],
              Arrays.stream(parts[3].split("\\.", -1)).filter(it -> !it.isEmpty()).toList()));
    } catch (NumberFormatException | DateTimeException _) {
      return Optional.empty();
    }
  }

  private static String mark(Ticket ticket) {
    var text = ticket.reference().id() + " " + ticket.revision();
    return Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, MARK);
  }

  public boolean wasTold(Ticket ticket) {
    return told.contains(mark(ticket));
  }

  /** The next page of the same poll. */
  public PollCursor nextPage(Instant began, String next) {
    return new PollCursor(from, began, next, List.of());
  }

  /**
   * The next poll.
   *
   * @param all what this one told, where it was one page
   */
  public PollCursor nextPoll(Instant began, List<Ticket> all) {
    var marks =
        all.size() <= MOST_TOLD ? all.stream().map(PollCursor::mark).toList() : List.<String>of();
    return new PollCursor(began, null, "", marks);
  }

  @Override
  public String toString() {
    return "p1~"
        + from.toEpochMilli()
        + "~"
        + (begun == null ? "" : begun.toEpochMilli())
        + "~"
        + told.stream().collect(Collectors.joining("."))
        + "~"
        + page;
  }
}
