package io.countersign.demo;

import io.countersign.demo.estate.ShopEstate;
import io.countersign.demo.monitoring.ErrorRatios;
import io.countersign.demo.net.Await;
import io.countersign.demo.product.ProductApi;
import io.countersign.demo.product.ProductSetup;
import io.countersign.demo.proof.ProofStory;
import io.countersign.demo.slack.DemoSlack;
import io.countersign.demo.slack.SlackApprover;
import io.countersign.demo.story.DemoApprover;
import io.countersign.demo.story.DemoVerdict;
import io.countersign.demo.story.FreezeStory;
import io.countersign.demo.story.LoopFollower;
import io.countersign.demo.story.Milestones;
import io.countersign.demo.story.Milestones.Milestone;
import io.countersign.demo.story.Narrator;
import io.countersign.demo.story.PlanApprover;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The demo from the first line to the last. */
final class DemoRun {
  private static final Duration START = Duration.ofSeconds(300);
  private static final Duration BASELINE = Duration.ofSeconds(12);
  private static final Duration LOOP = Duration.ofSeconds(120);
  private static final Duration HUMAN = Duration.ofHours(1);

  private final DemoEnvironment environment;
  private final Narrator narrator;
  private final String launcher;
  private final boolean keep;
  private final boolean window;
  private final @Nullable Path picture;
  private final Milestones milestones = new Milestones();
  private final Instant opened = Instant.now();

  DemoRun(
      DemoEnvironment environment,
      Narrator narrator,
      String launcher,
      boolean keep,
      boolean window,
      @Nullable Path picture) {
    this.environment = environment;
    this.narrator = narrator;
    this.launcher = launcher;
    this.keep = keep;
    this.window = window;
    this.picture = picture;
  }

  /** The exit code. */
  int run() throws IOException {
    try {
      var wrong = perform();
      if (wrong.isEmpty()) {
        narrator.say("");
        narrator.say("All of it went right.");
        stayIfKept();
        return 0;
      }
      return failed(wrong);
    } catch (ProductApi.Refused | UncheckedIOException broken) {
      return failed(List.of(String.valueOf(broken.getMessage())));
    }
  }

  private List<String> perform() throws IOException {
    narrator.say("Countersign demo: a bad release, from the alert to the proof that it's mended.");
    narrator.say("");
    narrator.say("The shop       shop-web -> orders -> stock, 30 requests a second");
    narrator.say("Watched by     " + environment.monitoring().description());
    var configuration =
        ProductSetup.configuration(
            environment.folder(), environment.estate(), environment.monitoring().queries());
    if (environment.slack().isPresent()) {
      var section = environment.slack().get().configuration(environment.folder());
      Files.writeString(configuration, section, StandardOpenOption.APPEND);
    }
    var witness = environment.witness(launcher);
    var witnesses = "\nwitnesses: {policy: '%s'}\n".formatted(witness.policy());
    Files.writeString(configuration, witnesses, StandardOpenOption.APPEND);
    environment.product().start(launcher, configuration);
    if (!environment.product().ready(START)) {
      return List.of("the product did not get ready, or ended, within " + START.toSeconds() + " s");
    }
    var url = environment.product().url();
    narrator.say("Countersign    listens on " + url + ", with an empty record of its own");
    var administrator = ProductApi.login(url, "admin", environment.product().password());
    narrator.say("Witnessed by   a program of its own (somebody else's, in earnest)");
    witness.know(logKey(administrator));
    var approver = ProductSetup.approver(administrator, url, passwordFile());
    ProductSetup.intake(administrator, environment.tokenFile());
    ProductSetup.catalog(url, environment.tokenFile());
    if (!Await.until(START, this::healthy)) {
      return List.of("the shop did not get healthy before the fault");
    }
    if (environment.slack().isEmpty()) {
      return perform(administrator, approver, new DemoApprover(approver, keep));
    }
    try (var chat = chat(environment.slack().get(), approver)) {
      var wrong = perform(administrator, approver, chat);
      if (picture != null) {
        chat.picture(picture.toAbsolutePath());
      }
      return wrong;
    }
  }

  /** It has one once it has signed its first checkpoint. */
  private static String logKey(ProductApi administrator) {
    var keys = new ArrayList<String>();
    var _ =
        Await.until(
            START,
            () -> {
              var key = administrator.get("/api/v1/audit/log").path("keys").path(0);
              return key.isString() && keys.add(key.asString());
            });
    return keys.isEmpty() ? "" : keys.getFirst();
  }

  private SlackApprover chat(DemoSlack slack, ProductApi approver) {
    return slack.approver(environment.path(), environment.folder(), narrator, approver, keep);
  }

  private List<String> perform(ProductApi administrator, ProductApi approver, PlanApprover decision)
      throws IOException {
    var meanwhile = meanwhile(administrator);
    deployBadRelease();
    var loop = new LoopFollower(approver, narrator, milestones, decision, meanwhile);
    var incidents = loop.follow(keep ? HUMAN : LOOP, this::explainDecision);
    if (incidents.isEmpty()) {
      return List.of("no incident was opened");
    }
    var wrong = DemoVerdict.wrong(approver, environment.estate(), incidents);
    if (!wrong.isEmpty()) {
      return wrong;
    }
    summarise(administrator);
    var unproved = proof(approver);
    lookFurther(incidents.getFirst());
    return unproved;
  }

  private List<String> proof(ProductApi approver) throws IOException {
    var trust = environment.witness(launcher).trust();
    return new ProofStory(approver, narrator, launcher, environment.folder(), trust).tell();
  }

  private Runnable meanwhile(ProductApi administrator) {
    return window
        ? FreezeStory.begin(administrator, environment.product().url(), narrator)::goOn
        : () -> {};
  }

  private Path passwordFile() {
    return environment.folder().resolve("approver-password");
  }

  /** Enough of a healthy past to tell a fault from, and nothing that fails. */
  private boolean healthy() {
    var ratios = new ErrorRatios(environment.monitoring().queries());
    return Instant.now().isAfter(opened.plus(BASELINE))
        && ratios.healthy(environment.estate().ports().keySet());
  }

  private void deployBadRelease() {
    var at = Instant.now();
    var answer = environment.estate().deploy(ShopEstate.BAD);
    if (!answer.succeeded()) {
      throw new IllegalStateException("the deployer answered " + answer.status());
    }
    narrator.say("");
    narrator.faultAt(at);
    milestones.reach(Milestone.FAULT, at);
    narrator.step(
        at,
        "the fault",
        "orders "
            + ShopEstate.BAD.version()
            + " ("
            + ShopEstate.BAD.reference()
            + ") is deployed in place"
            + " of "
            + ShopEstate.GOOD.version()
            + ". It answers 500 to most requests.");
  }

  private void explainDecision(JsonNode remediation) {
    var variables =
        "COUNTERSIGN_HOME="
            + environment.product().home()
            + " COUNTERSIGN_PORT="
            + environment.product().port();
    narrator.say("");
    narrator.say("You decide. In another terminal:");
    narrator.say("  export " + variables);
    narrator.say(
        "  "
            + launcher
            + " login --user "
            + ProductSetup.APPROVER
            + " --password-stdin < "
            + passwordFile());
    narrator.say("  " + launcher + " approve " + remediation.path("id").asString(""));
    narrator.say("");
  }

  private void summarise(ProductApi administrator) {
    narrator.say("");
    narrator.say("Where the time went:");
    milestones.table().forEach(narrator::say);
    narrator.say("");
    var events = administrator.all("/api/v1/audit/events?limit=500").size();
    narrator.say("The shop fails 0% of its requests again, asked directly.");
    narrator.say(
        events + " events were recorded, none of which can be changed unnoticed any more.");
  }

  private void lookFurther(JsonNode incident) {
    narrator.say("");
    if (!keep) {
      narrator.say("To decide yourself and look around afterwards: countersign demo --keep");
      return;
    }
    narrator.say("Look further, with the same environment:");
    for (var command : List.of("incident " + incident.path("id").asString(""), "audit --all")) {
      narrator.say("  " + launcher + " " + command);
    }
  }

  private void stayIfKept() {
    if (keep) {
      narrator.say("Everything keeps running until you press Ctrl-C.");
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private int failed(List<String> wrong) {
    if (environment.closed()) {
      return 1;
    }
    environment.keepFolder();
    narrator.say("");
    narrator.say("It did not go right:");
    wrong.forEach(what -> narrator.say("  - " + what));
    MachineLoad.tooMuch().ifPresent(narrator::say);
    narrator.say("The end of the server's log; all of it is kept in " + environment.folder() + ":");
    environment.product().tail().forEach(line -> narrator.say("  | " + line));
    return 1;
  }
}
