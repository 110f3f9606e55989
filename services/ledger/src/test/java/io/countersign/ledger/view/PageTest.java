package io.countersign.ledger.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A list that is longer than one page is gone through whole. */
class PageTest {
  private final List<Integer> asked = new ArrayList<>();

  private Page<Long> newestFirst(long rows, Page.Request request) {
    asked.add(request.limit());
    var found =
        LongStream.iterate(Math.min(rows, request.before() - 1), it -> it > 0, it -> it - 1)
            .limit(request.probe())
            .boxed()
            .toList();
    return request.page(found, it -> it);
  }

  private List<Long> each(long rows) {
    var all = new ArrayList<Long>();
    Page.<Long>each(it -> newestFirst(rows, it), all::add);
    return all;
  }

  @Test
  void whatIsOlderThanTheNewest500IsGivenToo() {
    assertThat(each(1_203)).hasSize(1_203).startsWith(1_203L).endsWith(1L).doesNotHaveDuplicates();
    assertThat(asked).containsExactly(Page.MOST, Page.MOST, Page.MOST);
  }

  @Test
  void anEmptyListAndAWholePageAreAskedForOnce() {
    assertThat(each(0)).isEmpty();
    assertThat(each(Page.MOST)).hasSize(Page.MOST);
    assertThat(asked).hasSize(2);
  }
}
