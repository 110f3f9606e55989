package io.countersign.simulators.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults that are still to be committed, in the order in which they were scripted. */
public final class FaultScript {
  private final List<Entry> entries = new ArrayList<>();

  private record Entry(String path, Fault fault) {}

  /**
   * The next request whose method, path and query hold this text meets the fault, once.
   *
   * @param path part of it, such as {@code chat.postMessage} or {@code POST /rest/api/3/issue}
   */
  public synchronized FaultScript next(String path, Fault fault) {
    entries.add(new Entry(path, fault));
    return this;
  }

  /** So many requests in a row meet it. */
  public synchronized FaultScript next(String path, Fault fault, int times) {
    for (int i = 0; i < times; i++) {
      next(path, fault);
    }
    return this;
  }

  public synchronized void clear() {
    entries.clear();
  }

  /** How many are still to be met. */
  public synchronized int left() {
    return entries.size();
  }

  synchronized Optional<Fault> take(String path) {
    var met = entries.stream().filter(it -> path.contains(it.path())).findFirst();
    met.ifPresent(entries::remove);
    return met.map(Entry::fault);
  }
}
