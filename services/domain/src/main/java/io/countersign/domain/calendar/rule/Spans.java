package io.countersign.domain.calendar.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Times of which several may overlap, as one list: sorted, apart from each other, none empty.
 *
 * @param all by start
 */
public record Spans(List<Span> all) {
  public static final Spans NONE = new Spans(List.of());

  public Spans {
    all = List.copyOf(all);
  }

  /** The union: what overlaps or touches becomes one, what is empty falls away. */
  public static Spans union(Collection<Span> several) {
    var joined = new ArrayList<Span>();
    several.stream()
        .filter(it -> !it.isEmpty())
        .sorted(Comparator.comparing(Span::start))
        .forEach(it -> join(joined, it));
    return new Spans(joined);
  }

  private static void join(List<Span> joined, Span next) {
    var last = joined.isEmpty() ? null : joined.getLast();
    if (last == null || next.start().isAfter(last.end())) {
      joined.add(next);
    } else if (next.end().isAfter(last.end())) {
      joined.set(joined.size() - 1, new Span(last.start(), next.end()));
    }
  }

  public Spans and(Spans others) {
    return union(Stream.concat(all.stream(), others.all.stream()).toList());
  }

  /** What of these lies outside of the others. */
  public Spans without(Spans others) {
    var left = new ArrayList<Span>();
    int next = 0;
    for (var span : all) {
      while (next < others.all.size() && !others.all.get(next).end().isAfter(span.start())) {
        next++;
      }
      left.addAll(outside(span, others.all, next));
    }
    return union(left);
  }

  private static List<Span> outside(Span span, List<Span> others, int first) {
    var left = new ArrayList<Span>();
    var from = span.start();
    for (int i = first; i < others.size() && others.get(i).start().isBefore(span.end()); i++) {
      left.add(new Span(from, others.get(i).start()));
      from = others.get(i).end();
    }
    left.add(new Span(from, span.end()));
    return left;
  }

  /** What of these lies from an instant on. */
  public Spans from(Instant earliest) {
    return union(
        all.stream()
            .filter(it -> it.end().isAfter(earliest))
            .map(it -> it.start().isBefore(earliest) ? new Span(earliest, it.end()) : it)
            .toList());
  }

  public boolean contains(Instant at) {
    return all.stream().anyMatch(it -> it.contains(at));
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }
}
