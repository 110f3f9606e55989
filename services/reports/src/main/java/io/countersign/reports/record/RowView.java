package io.countersign.reports.record;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Rows that are made when they are read, each of something that is known anyway. */
public final class RowView<T> extends AbstractList<List<String>> {
  private final List<T> subjects = new ArrayList<>();
  private final Function<T, List<String>> row;

  public RowView(Function<T, List<String>> row) {
    this.row = row;
  }

  /** One more row, of this. */
  public void of(T subject) {
    subjects.add(subject);
  }

  @Override
  public List<String> get(int index) {
    return row.apply(subjects.get(index));
  }

  @Override
  public int size() {
    return subjects.size();
  }
}
