package io.countersign.ledger.view;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next cursor of the following part; null at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {
  /** The most that one page holds. */
  public static final int MOST = 500;

  public Page {
    items = List.copyOf(items);
  }

  /** Gives each item of a whole list, part by part: no more than one of these is held at a time. */
  public static <T> void each(Function<Request, Page<T>> list, Consumer<T> then) {
    each(null, list, then);
  }

  /**
   * The same, of what follows.
   *
   * @param after the cursor behind which it begins; null for the beginning
   */
  public static <T> void each(
      @Nullable String after, Function<Request, Page<T>> list, Consumer<T> then) {
    @Nullable String cursor = after;
    do {
      var page = list.apply(new Request(cursor, MOST));
      page.items().forEach(then);
      cursor = page.next();
    } while (cursor != null);
  }

  /**
   * Which part is asked for.
   *
   * @param cursor null for the beginning
   * @param limit cut to 1 to {@value Page#MOST}
   */
  public record Request(@Nullable String cursor, int limit) {
    public static final Request FIRST = new Request(null, 50);

    public Request {
      limit = Math.clamp(limit, 1, MOST);
    }

    /**
     * Rows with a smaller position follow: newest first.
     *
     * @throws IllegalArgumentException for text that isn't a cursor
     */
    public long before() {
      return Cursor.position(cursor, Long.MAX_VALUE);
    }

    /**
     * Rows with a greater position follow: oldest first.
     *
     * @throws IllegalArgumentException for text that isn't a cursor
     */
    public long after() {
      return Cursor.position(cursor, 0);
    }

    /** One more than asked for tells whether something follows. */
    public int probe() {
      return limit + 1;
    }

    /** Cuts what {@link #probe} rows were read for. */
    public <T> Page<T> page(List<T> found, ToLongFunction<T> position) {
      if (found.size() <= limit) {
        return new Page<>(found, null);
      }
      var items = found.subList(0, limit);
      return new Page<>(items, Cursor.of(position.applyAsLong(items.getLast())));
    }
  }
}
