package io.countersign.server.conversation.delivery;

import io.countersign.ledger.conversation.ConversationOutbox;
import io.countersign.ledger.conversation.ConversationPosts;
import io.countersign.server.conversation.card.CardFaces;
import io.countersign.server.conversation.card.RoutedChats;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

/**
 * The parts of the delivery to chats, wired.
 *
 * @param automation notes what isn't shown yet
 * @param pump sends it
 * @param sweep finds what was overlooked
 */
record Delivery(
    WhenStoryGoesOnThenShow automation,
    ConversationPump pump,
    ConversationSweep sweep,
    ConversationPosts posts) {
  static Delivery of(
      DeliverySources sources,
      RoutedChats chats,
      CardFaces faces,
      DirectAccounts accounts,
      MeterRegistry registry,
      InstantSource clock) {
    var ledger = sources.ledger();
    var posts = new ConversationPosts(ledger.transactions());
    var outbox = new ConversationOutbox(ledger.transactions());
    var opening = new CardOpening(chats, posts, sources.incidents(), sources.catalog(), accounts);
    var delivery =
        new CardDelivery(
            ledger,
            chats,
            faces,
            new ThreadTelling(ledger, sources.timeline(), sources.summaries(), sources.names()),
            new ChannelLookup(accounts, outbox),
            outbox,
            new MessageReferences(sources.commands(), clock));
    return new Delivery(
        new WhenStoryGoesOnThenShow(
            ledger,
            opening,
            posts,
            sources.remediations(),
            sources.courses(),
            sources.mutes(),
            clock),
        new ConversationPump(
            outbox,
            delivery,
            opening,
            faces,
            new ChannelNews(sources.commands(), outbox),
            new DeliveryMeter(registry, posts, clock),
            clock),
        new ConversationSweep(
            ledger, opening, posts, sources.incidents(), sources.remediations(), clock),
        posts);
  }
}
