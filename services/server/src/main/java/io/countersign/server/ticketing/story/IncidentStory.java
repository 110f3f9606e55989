package io.countersign.server.ticketing.story;

import io.countersign.ledger.incident.IncidentTimeline.Entry;
import io.countersign.ledger.view.Cursor;
import io.countersign.ledger.view.Page;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One story that goes on while it's read: read once, and extended from its last position. For one
 * thread.
 */
public final class IncidentStory {
  private final Function<Page.Request, Page<Entry>> list;
  private final List<Entry> entries = new ArrayList<>();
  private final Set<String> streams = new HashSet<>();

  /**
   * @param list a part of the story, in the record's order
   */
  public IncidentStory(Function<Page.Request, Page<Entry>> list) {
    this.list = list;
  }

  /** All of it until now, however long it is: what isn't read is never said. */
  public List<Entry> read() {
    var more = after(entries.isEmpty() ? null : Cursor.of(entries.getLast().position()));
    if (entries.isEmpty() || more.stream().allMatch(it -> streams.contains(it.aggregate()))) {
      add(more);
    } else {
      again();
    }
    return List.copyOf(entries);
  }

  /** What came to belong to it, such as an incident that was merged into it, has a past too. */
  private void again() {
    entries.clear();
    add(after(null));
  }

  private List<Entry> after(@Nullable String cursor) {
    var found = new ArrayList<Entry>();
    Page.each(cursor, list, found::add);
    return found;
  }

  private void add(List<Entry> more) {
    entries.addAll(more);
    more.forEach(it -> streams.add(it.aggregate()));
  }
}
