package io.countersign.server.conversation.delivery;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.conversation.ChannelRoute;
import io.countersign.domain.conversation.RoutedIncident;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.conversation.ConversationPost;
import io.countersign.ledger.conversation.ConversationPosts;
import io.countersign.ledger.conversation.ConversationPosts.Wanted;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.ledger.remediation.Remediations.State;
import io.countersign.server.conversation.card.RoutedChats;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The decision of which messages there are to be: one thread for each incident, in the channel that
 * the rules name when it's first told, and beside it a message for each plan that people are asked
 * about. Of an incident whose alerts are all muted nothing is told.
 */
final class CardOpening {
  private final RoutedChats chats;
  private final ConversationPosts posts;
  private final IncidentInbox incidents;
  private final Catalog catalog;
  private final DirectAccounts accounts;

  CardOpening(
      RoutedChats chats,
      ConversationPosts posts,
      IncidentInbox incidents,
      Catalog catalog,
      DirectAccounts accounts) {
    this.chats = chats;
    this.posts = posts;
    this.incidents = incidents;
    this.catalog = catalog;
    this.accounts = accounts;
  }

  /** Has a thread begin for an incident that has none and is open; the views know it. */
  void ensureThread(String incident, long position, Instant at) {
    if (!chats.routes().rules().isEmpty() && posts.find(incident).isEmpty()) {
      incidents
          .find(incident, 0)
          .filter(it -> it.incident().state() == IncidentInbox.State.OPEN && !it.muted())
          .map(IncidentInbox.Detail::incident)
          .ifPresent(row -> begin(row, position, at));
    }
  }

  /** Its thread tells what was before that, too, in few lines. */
  private void begin(IncidentInbox.Row row, long position, Instant at) {
    route(row)
        .ifPresent(
            route ->
                posts.open(
                    new Wanted(
                        row.id(),
                        row.id(),
                        row.id(),
                        route.connection(),
                        route.channel(),
                        Math.max(position, row.position()),
                        row.position()),
                    at));
  }

  private Optional<ChannelRoute> route(IncidentInbox.Row row) {
    var blamed = row.cause() == null ? Stream.<String>of() : Stream.of(row.cause().entity());
    var entities =
        Stream.concat(row.entities().stream(), blamed)
            .map(EntityId::parse)
            .collect(Collectors.toUnmodifiableSet());
    var owners = owners(entities, catalog.topology());
    return chats.routes().of(RoutedIncident.of(entities, owners, row.severity()));
  }

  private static Set<String> owners(Collection<EntityId> entities, Topology topology) {
    return entities.stream()
        .flatMap(it -> topology.entity(it).stream())
        .map(Entity::owner)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Has a message appear for a plan that people are asked about, where its incident is told. */
  void ensureApproval(Remediations.Row row, long position, Instant at) {
    if (row.state() == State.AWAITING_APPROVAL && posts.find(row.id()).isEmpty()) {
      posts.find(row.incident()).ifPresent(thread -> begin(row, thread, position, at));
    }
  }

  private void begin(Remediations.Row row, ConversationPost thread, long position, Instant at) {
    posts.open(
        new Wanted(
            row.id(),
            row.id(),
            row.incident(),
            thread.connection(),
            thread.channel(),
            position,
            position),
        at);
  }

  /**
   * Copies of a card for people who are to see it by themselves: its channel can't be told. Who
   * isn't linked can't be told there, either.
   */
  void ensureCopies(ConversationPost card, List<PrincipalId> people, Instant at) {
    long position = card.progress().wanted();
    for (var person : people) {
      if (accounts.of(person, card.connection()).isEmpty()) {
        continue;
      }
      posts.open(
          new Wanted(
              card.key() + "/" + person.value(),
              card.card(),
              card.incident(),
              card.connection(),
              ConversationPost.DIRECT + person.value(),
              position,
              position),
          at);
    }
  }
}
