package io.countersign.ledger.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.Reference;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.postgres.SqlFailureException;
import io.countersign.ledger.postgres.Transactions;
import io.countersign.ledger.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Who notes what is to be shown, and who sends it, at once on one database. */
class ConversationLocksTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final String URL = "https://chat.example/m";
  private static final int CARDS = 12;
  private static final int ROUNDS = 250;

  private final TestDatabase database = TestDatabase.create();
  private final Transactions transactions = transactions(database);
  private final ConversationPosts posts = new ConversationPosts(transactions);
  private final ConversationOutbox outbox = new ConversationOutbox(transactions);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void end() {
    threads.close();
  }

  private static Transactions transactions(TestDatabase database) {
    var source = new PGSimpleDataSource();
    source.setUrl(database.application().jdbc());
    source.setUser(database.application().user());
    return new Transactions(source);
  }

  private void open(String key, String card, String channel) {
    posts.open(
        new ConversationPosts.Wanted(key, card, "inc_" + channel, "chat", channel, 1, 0), START);
  }

  private static DeliveryStep posted(ChannelClaim claim) {
    var reference = new Reference("chat", "message", "m-" + claim.post().key(), URL);
    return new DeliveryStep.Posted(reference, "d", false);
  }

  /** The card of a plan is wanted while the thread of its incident is being noted as shown. */
  @Test
  void aMessageIsOpenedInAChannelThatWaitsForWhoOpensIt() throws Exception {
    open("inc_1", "inc_1", "general");
    var claim = outbox.claim(UUID.randomUUID(), START, START.plus(LEASE)).orElseThrow();
    var finished = new ArrayList<Future<?>>();
    var _ =
        transactions.call(
            _ -> {
              posts.want("inc_1", 2, true, START);
              finished.add(threads.submit(() -> outbox.finish(claim, posted(claim), true, START)));
              Eventually.holds("the sender waits for the row", this::isAnyWaiting);
              open("rem_1", "rem_1", "general");
              return true;
            });
    var _ = finished.getFirst().get();
    assertThat(posts.find("inc_1").orElseThrow().posted()).isNotNull();
    assertThat(posts.find("rem_1")).isPresent();
    assertThat(outbox.claim(UUID.randomUUID(), START.plusSeconds(5), START.plus(LEASE)))
        .isPresent();
  }

  private boolean isAnyWaiting() {
    return transactions(database)
        .call(
            sql ->
                sql.first(
                            """
                            select count(*) as many from pg_stat_activity
                            where datname = current_database() and wait_event_type = 'Lock'\
                            """,
                            row -> row.longValue("many"))
                        .orElse(0L)
                    > 0);
  }

  /** Its lease ended, and another one has posted and told since. */
  @Test
  void whoWasOvertakenNotesNothing() {
    open("inc_1", "inc_1", "general");
    var late = outbox.claim(UUID.randomUUID(), START, START.plus(LEASE)).orElseThrow();
    var now = START.plus(LEASE);
    var next = outbox.claim(UUID.randomUUID(), now, now.plus(LEASE)).orElseThrow();
    outbox.posting(late, "old");
    outbox.telling(late, 1);
    outbox.resolved(late, "C-old");
    outbox.finish(
        late, new DeliveryStep.Failed("ARCHIVED", LEASE, LEASE, true), false, now.plusSeconds(1));
    var post = posts.find("inc_1").orElseThrow();
    assertThat(post.trouble()).isNull();
    assertThat(post.progress().postingDigest()).isNull();
    assertThat(post.progress().telling()).isNull();
    assertThat(posts.channels())
        .allSatisfy(it -> assertThat(it.id()).isNull())
        .allSatisfy(it -> assertThat(it.failingSince()).isNull());

    outbox.finish(next, posted(next), true, now.plusSeconds(2));
    outbox.finish(late, new DeliveryStep.Updated("old", true), true, now.plusSeconds(3));
    var after = posts.find("inc_1").orElseThrow();
    assertThat(after.progress().shownDigest()).as("is shown anew").isNull();
    assertThat(after.progress().isBehind()).isTrue();
    assertThat(after.posted()).isNotNull();
  }

  @Test
  void aChannelThatFailsIsLookedUpAnew() {
    open("inc_1", "inc_1", "general");
    var claim = outbox.claim(UUID.randomUUID(), START, START.plus(LEASE)).orElseThrow();
    outbox.resolved(claim, "C-old");
    assertThat(posts.channels()).singleElement().extracting(ChannelState::id).isEqualTo("C-old");
    outbox.finish(claim, new DeliveryStep.Failed("ARCHIVED", LEASE, LEASE, true), false, START);
    assertThat(posts.channels()).singleElement().extracting(ChannelState::id).isNull();
  }

  /** A database that refuses what is noted, once: the channel isn't kept from others for that. */
  @Test
  void whatCannotBeNotedLetsTheChannelGo() {
    open("inc_1", "inc_1", "general");
    var claim = outbox.claim(UUID.randomUUID(), START, START.plus(LEASE)).orElseThrow();
    var unreadable = new Reference("chat", "message", "m", URL);
    var step = new DeliveryStep.Posted(unreadable, "no text: \0", false);
    assertThatThrownBy(() -> outbox.finish(claim, step, true, START))
        .isInstanceOf(SqlFailureException.class);
    assertThat(outbox.claim(UUID.randomUUID(), START.plusSeconds(2), START.plus(LEASE)))
        .isPresent();
  }

  /** Two pumps, the automation, the sweep, the review and the forgetting: none is refused. */
  @Test
  void whateverGoesOnAtOnceIsNotedAndSent() throws Exception {
    var clock = new AtomicLong(1);
    var marking = new AtomicBoolean(true);
    var work = new ArrayList<Future<Integer>>();
    for (int i = 0; i < 2; i++) {
      work.add(threads.submit(() -> pump(clock, marking)));
    }
    var beside = new ArrayList<Future<Integer>>();
    beside.add(threads.submit(rounds(1, random -> mark(random, clock))));
    beside.add(threads.submit(rounds(2, random -> open(random, "direct-" + random.nextInt(4)))));
    beside.add(threads.submit(rounds(3, _ -> posts.review(clock.get()))));
    beside.add(threads.submit(rounds(4, _ -> posts.forget(START))));
    try {
      for (var it : beside) {
        assertThat(it.get()).isEqualTo(ROUNDS);
      }
    } finally {
      marking.set(false);
    }
    for (var it : work) {
      assertThat(it.get()).isPositive();
    }
    assertThat(posts.undelivered(1_000)).isEmpty();
  }

  /** A round of somebody's work. */
  private interface Round {
    void of(Random random);
  }

  private static Callable<Integer> rounds(long seed, Round round) {
    return () -> {
      var random = new Random(seed);
      for (int i = 0; i < ROUNDS; i++) {
        round.of(random);
      }
      return ROUNDS;
    };
  }

  /** As the automation does it: some steps, in any order, in one transaction. */
  private void mark(Random random, AtomicLong clock) {
    var _ =
        transactions.call(
            _ -> {
              for (int i = random.nextInt(1, 6); i > 0; i--) {
                long position = clock.incrementAndGet();
                var card = open(random, "general");
                posts.want(card, position, random.nextBoolean(), now(position));
                posts.tell(card, position, now(position));
              }
              return true;
            });
  }

  private String open(Random random, String channel) {
    var card = "card_" + random.nextInt(CARDS);
    open(channel.equals("general") ? card : card + "/" + channel, card, channel);
    return card;
  }

  private static Instant now(long tick) {
    return START.plusSeconds(10 * tick);
  }

  /** Until nothing is due and nobody notes anything any more. */
  private int pump(AtomicLong clock, AtomicBoolean marking) {
    int sent = 0;
    for (int idle = 0; marking.get() || idle < CARDS; ) {
      var now = now(clock.incrementAndGet());
      var claim = outbox.claim(UUID.randomUUID(), now, now.plus(Duration.ofDays(365)));
      claim.ifPresent(it -> outbox.finish(it, step(it), true, now));
      idle = claim.isPresent() ? 0 : idle + 1;
      sent += claim.isPresent() ? 1 : 0;
    }
    return sent;
  }

  private static DeliveryStep step(ChannelClaim claim) {
    var post = claim.post();
    if (post.posted() == null) {
      return posted(claim);
    }
    return post.progress().hasLinesToTell()
        ? new DeliveryStep.Told(post.progress().toTell(), true)
        : new DeliveryStep.Updated("d" + post.progress().wanted(), false);
  }
}
