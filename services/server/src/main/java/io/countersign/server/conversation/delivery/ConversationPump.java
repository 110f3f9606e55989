package io.countersign.server.conversation.delivery;

import io.countersign.ledger.conversation.ChannelClaim;
import io.countersign.ledger.conversation.ConversationOutbox;
import io.countersign.ledger.conversation.DeliveryStep;
import io.countersign.server.conversation.card.CardFaces;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pump that sends what is due, on every server: each channel is worked on by one of them at a
 * time. What can't be sent stays due; nothing is dropped.
 */
final class ConversationPump {
  private static final Logger LOG = LoggerFactory.getLogger(ConversationPump.class);

  /** A server that died gives a channel back after this; one that works renews its claim. */
  private static final Duration LEASE = Duration.ofSeconds(60);

  private static final Duration RENEWAL = Duration.ofSeconds(20);

  private static final int AT_ONCE = 4;
  private static final Duration OWN_FAULT = Duration.ofSeconds(30);

  /** Nobody but a person can change that; until then others are told by themselves. */
  private static final Set<String> FOR_PEOPLE =
      Set.of(
          "NOT_MEMBER",
          "ARCHIVED",
          "ABSENT",
          "UNLINKED",
          "NOT_FOUND",
          "UNAUTHORISED",
          "REFUSED",
          DeliveryFailure.REMOVED,
          DeliveryFailure.UNCONFIGURED);

  private final ConversationOutbox outbox;
  private final CardDelivery delivery;
  private final CardOpening opening;
  private final CardFaces faces;
  private final ChannelNews news;
  private final DeliveryMeter meter;
  private final InstantSource clock;
  private final AtomicBoolean running = new AtomicBoolean();
  private final Set<ChannelClaim> held = ConcurrentHashMap.newKeySet();

  ConversationPump(
      ConversationOutbox outbox,
      CardDelivery delivery,
      CardOpening opening,
      CardFaces faces,
      ChannelNews news,
      DeliveryMeter meter,
      InstantSource clock) {
    this.outbox = outbox;
    this.delivery = delivery;
    this.opening = opening;
    this.faces = faces;
    this.news = news;
    this.meter = meter;
    this.clock = clock;
  }

  /** Sends what is due, in a few channels at once; nothing where it's being sent already. */
  void round() {
    if (running.compareAndSet(false, true)) {
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < AT_ONCE; i++) {
          threads.execute(this::drain);
        }
        threads.shutdown();
        awaitAll(threads);
      } finally {
        running.set(false);
      }
    }
  }

  /** A chat's history can be long, and slow to search: nobody else posts meanwhile. */
  private void awaitAll(ExecutorService threads) {
    try {
      while (!threads.awaitTermination(RENEWAL.toSeconds(), TimeUnit.SECONDS)) {
        renew();
      }
    } catch (InterruptedException _) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** Where it can't be renewed the claim lapses, which whoever lost it finds out. */
  void renew() {
    try {
      held.forEach(it -> outbox.hold(it, clock.instant().plus(LEASE)));
    } catch (RuntimeException e) {
      LOG.warn("claims of channels can't be renewed now", e);
    }
  }

  private void drain() {
    try {
      while (!Thread.currentThread().isInterrupted() && sendNext()) {
        // the next one
      }
    } catch (RuntimeException e) {
      LOG.warn("what is told in chats waits, and will be tried again", e);
    }
  }

  /**
   * Sends the next message that is due.
   *
   * @return whether there was one
   */
  boolean sendNext() {
    var now = clock.instant();
    var claimed = outbox.claim(UUID.randomUUID(), now, now.plus(LEASE));
    claimed.ifPresent(this::send);
    return claimed.isPresent();
  }

  private void send(ChannelClaim claim) {
    held.add(claim);
    try {
      send(claim, step(claim));
    } finally {
      held.remove(claim);
    }
  }

  private void send(ChannelClaim claim, DeliveryStep step) {
    var now = clock.instant();
    boolean works = delivery.works(claim, step);
    outbox.finish(claim, step, works, now);
    meter.count(claim.post(), step);
    if (works) {
      news.worked(claim, now);
    }
    switch (step) {
      case DeliveryStep.Failed it when it.ofChannel() -> {
        news.failed(claim, it, FOR_PEOPLE.contains(it.code()), now);
        fallBack(claim, it);
      }
      case DeliveryStep.Failed it -> fallBack(claim, it);
      case DeliveryStep.Posted _,
          DeliveryStep.Updated _,
          DeliveryStep.Told _,
          DeliveryStep.Unchanged _,
          DeliveryStep.Removed _,
          DeliveryStep.Postponed _ -> {}
    }
  }

  /** A fault of ours holds up this message, and no other. */
  private DeliveryStep step(ChannelClaim claim) {
    try {
      return delivery.deliver(claim, clock.instant());
    } catch (RuntimeException e) {
      LOG.warn("{} can't be told now", claim.post().card(), e);
      return new DeliveryStep.Failed("INTERNAL", OWN_FAULT, Duration.ZERO, false);
    }
  }

  /** Who may approve is asked alone, where nobody sees the request. */
  private void fallBack(ChannelClaim claim, DeliveryStep.Failed step) {
    var post = claim.post();
    if (!post.isThread() && !post.isDirect() && FOR_PEOPLE.contains(step.code())) {
      var now = clock.instant();
      opening.ensureCopies(post, faces.approvers(post.card(), now), now);
    }
  }
}
