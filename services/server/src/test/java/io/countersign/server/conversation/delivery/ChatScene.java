package io.countersign.server.conversation.delivery;

import io.countersign.connectors.memory.MemoryConversation;
import io.countersign.connectors.memory.MemoryConversation.Posted;
import io.countersign.connectors.spi.conversation.ConversationMember.Standing;
import io.countersign.connectors.spi.conversation.ConversationPerson;
import io.countersign.domain.Actor;
import io.countersign.domain.Command;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Reference;
import io.countersign.domain.Role;
import io.countersign.domain.Surface;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.conversation.ChannelRoute;
import io.countersign.domain.conversation.ChannelRoutes;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentCommand.AddNote;
import io.countersign.domain.incident.IncidentCommand.OpenIncident;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.RemediationCommand.ProposeRemediation;
import io.countersign.domain.remediation.RemediationCommand.RecordPolicy;
import io.countersign.domain.remediation.RemediationCommand.RequestApproval;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.testing.Eventually;
import io.countersign.domain.testing.Remediations;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.conversation.ConversationPosts;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.reference.ReferenceRows;
import io.countersign.ledger.testing.LawOnRecord;
import io.countersign.ledger.testing.TestDatabase;
import io.countersign.server.LocalServer;
import io.countersign.server.TestServer;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.config.TemporalTls;
import io.countersign.server.conversation.card.CardFaces;
import io.countersign.server.conversation.card.PlanApprovers;
import io.countersign.server.conversation.card.RoutedChats;
import io.countersign.server.incident.ticket.ShownTickets;
import io.countersign.server.remediation.window.ShownWindow;
import io.countersign.server.web.BlobFactory;
import io.countersign.server.web.SystemOrigin;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A server whose loops stand still, a chat in memory, and a clock that goes on as it's told: what
 * is sent when depends on nothing else.
 */
final class ChatScene implements AutoCloseable {
  static final String SYSTEM = "chat";
  private static final String EVERYTHING = "C-all";

  final TestServer server;
  final Ledger ledger;
  final MemoryConversation chat = new MemoryConversation(SYSTEM, EVERYTHING);

  /** Whose account isn't named as they are, by their id. */
  final Map<String, String> accounts = new ConcurrentHashMap<>();

  final Delivery delivery;
  final ConversationPosts posts;
  private final LocalServer local;
  private final RoutedChats chats;
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

  ChatScene() throws Exception {
    local =
        LocalServer.start("", TestDatabase.create().settings(), "127.0.0.1:1", TemporalTls.NONE);
    server = TestServer.of(local);
    ledger = server.bean(Ledger.class);
    chats =
        new RoutedChats(
            List.of(chat),
            new ChannelRoutes(
                List.of(new ChannelRoute(null, null, null, null, SYSTEM, EVERYTHING))));
    delivery = another();
    posts = delivery.posts();
    delivery.automation().register();
  }

  /** What another server of the same record would send with. */
  Delivery another() {
    var faces =
        new CardFaces(
            server.bean(IncidentInbox.class),
            server.bean(io.countersign.ledger.remediation.Remediations.class),
            server.bean(Catalog.class),
            server.bean(ReferenceRows.class),
            server.bean(PlanApprovers.class),
            server.bean(ShownWindow.class),
            server.bean(ShownTickets.class),
            server.bean(PrincipalNames.class),
            chats);
    return Delivery.of(
        server.bean(DeliverySources.class),
        chats,
        faces,
        (person, _) ->
            Optional.of(
                new ConversationPerson(
                    "T1", accounts.getOrDefault(person.value(), person.value()))),
        server.bean(MeterRegistry.class),
        clock());
  }

  RoutedChats chats() {
    return chats;
  }

  InstantSource clock() {
    return now::get;
  }

  Instant now() {
    return now.get();
  }

  void later(Duration time) {
    now.updateAndGet(it -> it.plus(time));
  }

  /** A person who may approve, and is in the chat. */
  String approver() {
    var bearer = server.person("approver");
    var id = server.get(bearer, "/api/v1/me").json().path("principal").asString();
    chat.asides().member("T1", id, Standing.FULL);
    return bearer;
  }

  /** Opens an incident of something of its own. */
  IncidentId opened(String service) {
    var alert = AlertId.of("am", UUID.randomUUID().toString(), Instant.EPOCH);
    var entity = EntityId.service("rig", service);
    var first =
        new IncidentAlert(
            alert, entity, "HighErrorRate", Severity.CRITICAL, "errors", Instant.EPOCH);
    var incident = IncidentId.of(alert);
    send(new OpenIncident(incident, first, "HighErrorRate on " + service));
    return incident;
  }

  /** Proposes a plan that people are asked about. */
  Plan asked(IncidentId incident, RemediationId remediation, String risk) {
    var plan = Remediations.planFor(incident);
    send(new ProposeRemediation(remediation, 1, plan));
    var terms =
        new PolicyDecision.Approval(risk, 1, Set.of(Role.APPROVER), Set.of(), 600, 1200, 3000);
    var policy =
        new PolicyDecision.NeedsApproval(
            List.of("people-decide"), Remediations.digest("bundle"), List.of(), terms);
    send(new RecordPolicy(remediation, LawOnRecord.by(ledger, policy)));
    send(new RequestApproval(remediation));
    return plan;
  }

  static RemediationId remediation() {
    return new RemediationId(
        "rem_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16));
  }

  TestServer.Reply decide(String bearer, RemediationId id, Plan plan, String word) {
    return server.post(
        bearer,
        "/api/v1/remediations/" + id + "/decisions",
        Map.of("decision", word, "planDigest", plan.digest().hex(), "reason", "as shown"));
  }

  void send(Command command) {
    send(command, Instant.now());
  }

  void send(Command command, Instant at) {
    var context = SystemOrigin.context(at);
    var _ = ledger.send(new Submission.OfCommand(command, context)).join();
  }

  /** A note that somebody makes from the chat. */
  void noted(IncidentId incident, String text) {
    var note = BlobFactory.text(text);
    var bearer = server.person("responder");
    var id = server.get(bearer, "/api/v1/me").json().path("principal").asString();
    var context =
        new CommandContext(
            UUID.randomUUID(),
            new Actor(new PrincipalId(id), PrincipalKind.PERSON),
            Instant.now(),
            Surface.CHAT,
            null,
            null,
            null,
            Facts.NONE);
    var _ =
        ledger
            .send(
                new Submission.OfCommand(new AddNote(incident, note.ref()), context, List.of(note)))
            .join();
  }

  /** All that is on record has been noted. */
  void noted() {
    long head = ledger.head();
    Eventually.holds(
        "the automation has taken all of it",
        () ->
            ledger.followers().stream()
                .filter(it -> it.name().equals(WhenStoryGoesOnThenShow.NAME))
                .anyMatch(it -> it.position() >= head));
  }

  /** Sends what is due, and goes on in time until nothing is. */
  int told() {
    noted();
    int sent = 0;
    for (int i = 0; i < 8; i++) {
      while (delivery.pump().sendNext()) {
        sent++;
      }
      noted();
      later(Duration.ofSeconds(1));
    }
    return sent;
  }

  /** What is to be seen of a message. */
  Posted shown(String key) {
    return find(key).orElseThrow(() -> new AssertionError("nothing is shown of " + key));
  }

  Optional<Posted> find(String key) {
    return posts.find(key).flatMap(it -> Optional.ofNullable(it.posted())).flatMap(this::find);
  }

  private Optional<Posted> find(Reference message) {
    return chat.posted().stream().filter(it -> it.reference().isSameThing(message)).findFirst();
  }

  /** All lines of a thread, one after the other. */
  List<String> lines(IncidentId incident) {
    return shown(incident.value()).replies().stream().flatMap(String::lines).toList();
  }

  @Override
  public void close() throws IOException {
    local.close();
  }
}
