package io.countersign.demo.proof;

import io.countersign.demo.net.Await;
import io.countersign.demo.product.ProductApi;
import io.countersign.demo.story.Narrator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The end of the story: the approval is proved without the product, and a lie is found. */
public final class ProofStory {
  private static final Duration PUBLICATION = Duration.ofSeconds(30);
  private static final String APPROVAL = "remediation.approval-granted";

  private final ProductApi api;
  private final Narrator narrator;
  private final String launcher;
  private final Path folder;
  private final Path trust;

  /**
   * @param trust the file by which the verifier goes
   */
  public ProofStory(ProductApi api, Narrator narrator, String launcher, Path folder, Path trust) {
    this.api = api;
    this.narrator = narrator;
    this.launcher = launcher;
    this.folder = folder;
    this.trust = trust;
  }

  /** What is wrong; empty when all is proved. */
  public List<String> tell() throws IOException {
    var approval = api.get("/api/v1/audit/events?order=desc&limit=1&type=" + APPROVAL);
    var event = approval.path("items").path(0).path("eventId").asString("");
    var proof = awaited("/api/v1/audit/proof?event=" + event);
    if (proof.isEmpty()) {
      return List.of("no proof of the approval within " + PUBLICATION.toSeconds() + " s");
    }
    var file = Files.writeString(folder.resolve("approval.tlog-proof"), proof.get());
    var record =
        Files.writeString(folder.resolve("record.jsonl"), api.text("/api/v1/audit/export"));
    narrator.say("");
    narrator.say("Proved, by the offline verifier, which asks nobody:");
    var wrong = new ArrayList<String>();
    verify(0, wrong, "event", file);
    verify(0, wrong, "range", record);
    verify(1, wrong, "range", forged(record));
    return List.copyOf(wrong);
  }

  private Optional<String> awaited(String path) {
    var found = new ArrayList<String>();
    Await.until(PUBLICATION, () -> api.textIfAny(path).map(found::add).orElse(false));
    return found.stream().findFirst();
  }

  /** The record in which somebody else approved. */
  private Path forged(Path record) throws IOException {
    var lines = new ArrayList<String>();
    for (var line : Files.readAllLines(record)) {
      lines.add(
          line.contains("\"type\":\"" + APPROVAL + "\"")
              ? line.replaceFirst("\"actor\":\"[^\"]*\"", "\"actor\":\"somebody-else\"")
              : line);
    }
    return Files.write(folder.resolve("forged.jsonl"), lines);
  }

  private void verify(int expected, List<String> wrong, String what, Path file) throws IOException {
    var run =
        LauncherRun.of(launcher, "verify", what, file.toString(), "--policy", trust.toString());
    narrator.say("  countersign verify " + what + " " + file.getFileName());
    narrator.detail(run.firstLine());
    if (run.exit() != expected) {
      wrong.add(
          "verifying %s ended with %s, not %s: %s"
              .formatted(file.getFileName(), run.exit(), expected, run.firstLine()));
    }
  }
}
