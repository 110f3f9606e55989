package io.countersign.server.web;

import io.countersign.ledger.view.Page;
import io.countersign.server.web.problem.RefusedException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists by cursor. */
public final class Paging {
  private Paging() {}

  /**
   * A part of a list as callers get it.
   *
   * @param next the cursor of the following part; absent at the end
   */
  public record Listed<T>(List<T> items, @Nullable String next) {
    public Listed {
      items = List.copyOf(items);
    }

    public static <R, T> Listed<T> of(Page<R> page, Function<R, T> item) {
      return new Listed<>(page.items().stream().map(item).toList(), page.next());
    }
  }

  /**
   * @param cursor as an earlier answer gave it
   */
  public static Page.Request request(@Nullable String cursor, @Nullable Integer limit) {
    var size = limit == null ? Page.Request.FIRST.limit() : limit;
    if (size < 1 || size > Page.MOST) {
      throw RefusedException.badRequest("limit", "must be from 1 to " + Page.MOST);
    }
    var request = new Page.Request(cursor == null || cursor.isEmpty() ? null : cursor, size);
    try {
      request.before();
    } catch (IllegalArgumentException e) {
      throw RefusedException.badRequest("cursor", "is not a cursor of an earlier answer");
    }
    return request;
  }
}
