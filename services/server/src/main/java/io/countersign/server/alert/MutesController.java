package io.countersign.server.alert;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.alert.MuteCommand.LiftMute;
import io.countersign.domain.alert.MuteCommand.MuteAlerts;
import io.countersign.domain.alert.MuteDecider;
import io.countersign.domain.alert.MuteId;
import io.countersign.domain.alert.MuteMatcher;
import io.countersign.domain.catalog.EntityId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.alert.Alerts;
import io.countersign.ledger.alert.Mutes;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.web.BlobFactory;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.Paging;
import io.countersign.server.web.Paging.Listed;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Mutes by people. Who may ask for them, the decider knows. */
@RestController
@RequestMapping("/api/v1/mutes")
class MutesController {
  private static final int NAME_CHARACTERS = 1_000;
  private static final int REASON_CHARACTERS = 1_000;

  /**
   * What to mute: all that is given has to fit.
   *
   * @param entity such as {@code service/production/orders}; alone it's the whole service
   * @param alert the rule's name
   * @param fingerprint the source's identity of one alert
   * @param until when it ends by itself (ISO 8601)
   */
  record NewMute(
      @Nullable String entity,
      @Nullable String alert,
      @Nullable String fingerprint,
      @Nullable String until,
      @Nullable String reason) {}

  /**
   * @param mute what lifts it
   * @param known whether an alert was ever told that it fits
   */
  record Muted(String mute, long position, String outcome, boolean known) {}

  /**
   * One mute.
   *
   * @param state {@code active} or {@code lifted}
   * @param reason absent once erased
   * @param lifting {@code by_person} or {@code expired}
   * @param heldBack how many alerts it held back, over its whole time
   * @param firing how many of those still fire
   */
  record Mute(
      String id,
      @Nullable String entity,
      @Nullable String alert,
      @Nullable String fingerprint,
      String state,
      Instant until,
      Instant mutedAt,
      @Nullable String mutedBy,
      @Nullable String reason,
      @Nullable Instant liftedAt,
      @Nullable String liftedBy,
      @Nullable String lifting,
      int heldBack,
      int firing) {}

  private final Mutes mutes;
  private final Alerts alerts;
  private final CommandSender commands;
  private final Ledger ledger;
  private final PrincipalNames names;

  MutesController(
      Mutes mutes, Alerts alerts, CommandSender commands, Ledger ledger, PrincipalNames names) {
    this.mutes = mutes;
    this.alerts = alerts;
    this.commands = commands;
    this.ledger = ledger;
    this.names = names;
  }

  @GetMapping
  Listed<Mute> list(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    var filter =
        Objects.requireNonNullElse(
            ParameterParsing.word("state", state, Mutes.Filter.class), Mutes.Filter.ACTIVE);
    var lookup = names.lookup();
    return Listed.of(mutes.list(filter, Paging.request(cursor, limit)), row -> answer(row, lookup));
  }

  @PostMapping
  Muted mute(@RequestBody NewMute body, Origin origin) {
    var reason =
        BlobFactory.text(ParameterParsing.text("reason", body.reason(), REASON_CHARACTERS));
    var id = MuteId.of(origin.request());
    var matcher = matcher(body);
    var command = new MuteAlerts(id, matcher, until(body), reason.ref());
    var written = commands.send(command, origin.context(id.value()), reason);
    return new Muted(id.value(), written.position(), written.outcome(), known(matcher));
  }

  private boolean known(MuteMatcher matcher) {
    var entity = matcher.entity();
    return alerts.isKnown(
        entity == null ? null : entity.toString(), matcher.alert(), matcher.fingerprint());
  }

  @PostMapping("/{id}/lift")
  CommandSender.Written lift(@PathVariable String id, Origin origin) {
    var mute = ParameterParsing.id(id, MuteId::new, RefusalCode.UNKNOWN_MUTE);
    return commands.send(new LiftMute(mute), origin.context(mute.value()));
  }

  private static MuteMatcher matcher(NewMute body) {
    var matcher =
        new MuteMatcher(
            ParameterParsing.parameter(
                "/entity", body.entity(), EntityId::parse, "KIND/ENVIRONMENT/NAME of an entity"),
            name("alert", body.alert()),
            name("fingerprint", body.fingerprint()));
    if (matcher.isEverything()) {
      throw RefusedException.badRequest("", "must name an entity, an alert or a fingerprint");
    }
    return matcher;
  }

  private static @Nullable String name(String field, @Nullable String text) {
    return text == null || text.isEmpty()
        ? null
        : ParameterParsing.text(field, text, NAME_CHARACTERS);
  }

  private static Instant until(NewMute body) {
    var until = ParameterParsing.instant("/until", body.until());
    if (until == null) {
      throw RefusedException.badRequest(
          "/until", "is missing; a mute lasts at most " + MuteDecider.LONGEST.toDays() + " days");
    }
    return until.truncatedTo(ChronoUnit.MILLIS);
  }

  private Mute answer(Mutes.Row row, PrincipalNames.Lookup lookup) {
    var lifting = row.lifting();
    var reason = ledger.blob(row.reason()).map(it -> new String(it, StandardCharsets.UTF_8));
    return new Mute(
        row.id(),
        row.entity(),
        row.alert(),
        row.fingerprint(),
        row.liftedAt() == null ? "active" : "lifted",
        row.until(),
        row.mutedAt(),
        lookup.orId(row.mutedBy()),
        reason.orElse(null),
        row.liftedAt(),
        lookup.orId(row.liftedBy()),
        lifting == null ? null : ParameterParsing.lower(lifting),
        row.heldBack(),
        row.firing());
  }
}
