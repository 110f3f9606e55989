package io.countersign.simulators.jira;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The issues of one Jira and what people do with them. Its search may lag behind, as the Cloud's
 * does. Safe for use by many threads.
 */
public final class JiraSite {
  private final SiteSettings settings;
  private final InstantSource clock;
  private final Map<Long, SiteIssue> issues = new LinkedHashMap<>();
  private final List<Consumer<SiteNews>> listeners = new ArrayList<>();
  private final SiteFieldForms forms;
  private @Nullable List<SiteIssue> indexed;
  private long lastId = 10_000;
  private long lastInner = 20_000;
  private @Nullable Instant lastUpdate;

  JiraSite(SiteSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.forms = new SiteFieldForms(settings);
  }

  SiteSettings settings() {
    return settings;
  }

  synchronized void listen(Consumer<SiteNews> listener) {
    listeners.add(listener);
  }

  Instant now() {
    return clock.instant();
  }

  /** From now on searches find what there is now and nothing newer. */
  public synchronized void pauseIndex() {
    indexed = List.copyOf(issues.values());
  }

  /** Searches find everything again. */
  public synchronized void resumeIndex() {
    indexed = null;
  }

  /** Those that a search looks at. */
  synchronized List<SiteIssue> searched(List<Long> reconciled) {
    var found = new ArrayList<SiteIssue>(indexed == null ? issues.values() : indexed);
    reconciled.stream()
        .map(issues::get)
        .filter(it -> it != null && !found.contains(it))
        .forEach(found::add);
    found.removeIf(it -> !issues.containsKey(it.id) || it.hidden);
    return found;
  }

  /** How many issues there are, hidden ones too. */
  public synchronized int count() {
    return issues.size();
  }

  SiteUser user(String nameOrId) {
    return findUser(nameOrId)
        .orElseThrow(() -> new IllegalArgumentException("no user " + nameOrId));
  }

  Optional<SiteUser> findUser(String nameOrId) {
    return settings.users().stream()
        .filter(
            it ->
                it.name().equals(nameOrId)
                    || it.id().equals(nameOrId)
                    || it.email().equals(nameOrId))
        .findFirst();
  }

  /**
   * @throws SiteRefusal 404 where there is none, or it's hidden
   */
  synchronized SiteIssue issue(String idOrKey) {
    return issues.values().stream()
        .filter(it -> String.valueOf(it.id).equals(idOrKey) || it.key.equals(idOrKey))
        .filter(it -> !it.hidden)
        .findFirst()
        .orElseThrow(SiteRefusal::noIssue);
  }

  synchronized List<SiteIssue> visible() {
    return issues.values().stream().filter(it -> !it.hidden).toList();
  }

  synchronized SiteIssue create(SiteUser by, ObjectNode fields, JsonNode properties, boolean v3) {
    var project = forms.project(fields.path("project"));
    var type = forms.type(fields.path("issuetype"));
    var values = forms.values(fields.without(List.of("project", "issuetype")), v3);
    if (!values.containsKey("summary")) {
      throw new SiteRefusal(Map.of("summary", "You must specify a summary of the issue."));
    }
    var issue =
        new SiteIssue(
            ++lastId,
            project + "-" + nextNumber(project),
            type,
            settings.workflow().first().id(),
            by,
            tick());
    issue.fields.put("priority", forms.defaultPriority());
    issue.fields.put("labels", SiteJson.array());
    issue.fields.putAll(values);
    issue.fields.values().removeIf(JsonNode::isNull);
    properties
        .values()
        .forEach(it -> issue.properties.put(it.path("key").asString(""), it.path("value")));
    issues.put(issue.id, issue);
    tell(SiteNews.created(issue, by, now()));
    return issue;
  }

  private long nextNumber(String project) {
    return issues.values().stream()
            .filter(it -> it.project.equals(project))
            .mapToLong(it -> Long.parseLong(it.key.substring(it.key.lastIndexOf('-') + 1)))
            .max()
            .orElse(0)
        + 1;
  }

  /** Sets fields, all of them or none. */
  synchronized void edit(SiteUser by, SiteIssue issue, ObjectNode fields, boolean v3) {
    var values = forms.values(fields, v3);
    if (values.getOrDefault("summary", SiteJson.text("x")).asString("").isBlank()) {
      throw new SiteRefusal(Map.of("summary", "You must specify a summary of the issue."));
    }
    changed(by, issue, set(issue, values));
  }

  private List<SiteHistory.Item> set(SiteIssue issue, Map<String, JsonNode> values) {
    var items = new ArrayList<SiteHistory.Item>();
    values.forEach(
        (id, value) -> {
          var before = issue.fields.get(id);
          var after = value.isNull() ? null : value;
          if (before == null ? after != null : !before.equals(after)) {
            items.add(forms.item(id, before, after));
          }
          if (after == null) {
            issue.fields.remove(id);
          } else {
            issue.fields.put(id, after);
          }
        });
    return items;
  }

  private void changed(SiteUser by, SiteIssue issue, List<SiteHistory.Item> items) {
    if (items.isEmpty()) {
      return;
    }
    issue.updated = tick();
    var entry = new SiteHistory(innerId(), by, issue.updated, List.copyOf(items));
    issue.history.add(entry);
    tell(SiteNews.updated(issue, by, entry));
  }

  synchronized List<SiteTransition> offered(SiteIssue issue) {
    return settings.workflow().from(issue.status);
  }

  synchronized void transition(
      SiteUser by, SiteIssue issue, String id, ObjectNode fields, boolean v3) {
    var way =
        offered(issue).stream()
            .filter(it -> it.id().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    new SiteRefusal(
                        400,
                        "It seems that you have tried to perform a workflow operation ("
                            + id
                            + ") that is not valid for the current state of this issue."));
    for (var required : way.required()) {
      if (fields.path(required).isMissingNode() || fields.path(required).isNull()) {
        throw new SiteRefusal(Map.of(required, required + " is required."));
      }
    }
    var items = set(issue, forms.values(fields, v3, way.required()));
    var before = settings.workflow().status(issue.status);
    var after = settings.workflow().status(way.to());
    items.add(forms.item(before, after));
    issue.status = after.id();
    if (before.category().equals("done") && !after.category().equals("done")) {
      issue.fields.remove("resolution");
    }
    changed(by, issue, items);
  }

  synchronized SiteComment comment(
      SiteUser by, SiteIssue issue, JsonNode body, JsonNode properties, JsonNode visibility) {
    var comment = new SiteComment(innerId(), by, body, tick());
    properties
        .values()
        .forEach(it -> comment.properties.put(it.path("key").asString(""), it.path("value")));
    comment.visibility = visibility.isEmpty() ? null : visibility;
    issue.comments.add(comment);
    issue.updated = comment.created;
    tell(SiteNews.commented(issue, by, comment, "comment_created"));
    return comment;
  }

  synchronized void editComment(SiteUser by, SiteIssue issue, SiteComment comment, JsonNode body) {
    comment.body = body;
    comment.updated = tick();
    issue.updated = comment.updated;
    tell(SiteNews.commented(issue, by, comment, "comment_updated"));
  }

  synchronized void deleteComment(SiteUser by, SiteIssue issue, SiteComment comment) {
    issue.comments.remove(comment);
    issue.updated = tick();
    tell(SiteNews.commented(issue, by, comment, "comment_deleted"));
  }

  synchronized void delete(SiteUser by, SiteIssue issue) {
    issues.remove(issue.id);
    tell(SiteNews.deleted(issue, by, tick()));
  }

  synchronized SiteIssue.SiteAttachment attach(
      SiteUser by, SiteIssue issue, String name, long size) {
    var file = new SiteIssue.SiteAttachment(innerId(), name, by, tick(), size);
    issue.attachments.add(file);
    issue.updated = file.at();
    return file;
  }

  /** Somebody moves an issue to another project, where it has another key. */
  public synchronized void move(String idOrKey, String project) {
    var issue = issue(idOrKey);
    var before = issue.key;
    issue.key = project + "-" + nextNumber(project);
    issue.project = project;
    var field = new SiteField("Key", "Key", "string", List.of());
    changed(
        user("alice"), issue, List.of(new SiteHistory.Item(field, null, before, null, issue.key)));
  }

  /** Somebody takes the permission to see an issue, or gives it back. */
  public synchronized void hide(String idOrKey, boolean hidden) {
    issues.values().stream()
        .filter(it -> String.valueOf(it.id).equals(idOrKey) || it.key.equals(idOrKey))
        .forEach(it -> it.hidden = hidden);
  }

  /**
   * One of the users creates an incident that has a label.
   *
   * @return its id
   */
  public String createAs(String user, String project, String summary, String label) {
    var fields = SiteJson.object().put("summary", summary);
    fields.putObject("project").put("key", project);
    fields.putObject("issuetype").put("name", "Incident");
    fields.putArray("labels").add(label);
    return String.valueOf(create(user(user), fields, SiteJson.array(), false).id);
  }

  synchronized void link(SiteIssue from, String type, SiteIssue to) {
    var id = innerId();
    from.links.add(new SiteIssue.SiteLink(id, type, true, to));
    to.links.add(new SiteIssue.SiteLink(id, type, false, from));
    from.updated = tick();
    to.updated = from.updated;
  }

  /** Somebody says that an issue duplicates another. */
  public void duplicate(String idOrKey, String of) {
    link(issue(idOrKey), SiteIssue.DUPLICATE, issue(of));
  }

  /** One of the users deletes an issue. */
  public void deleteAs(String user, String idOrKey) {
    delete(user(user), issue(idOrKey));
  }

  /** One of the users sets a field, given by id or name, to a value by its name. */
  public void editAs(String user, String idOrKey, String field, String value) {
    edit(user(user), issue(idOrKey), forms.byWords(field, value), false);
  }

  /** One of the users takes one of the ways that are offered, by its name. */
  public void transitionAs(String user, String idOrKey, String way) {
    var issue = issue(idOrKey);
    var found =
        offered(issue).stream().filter(it -> it.name().equals(way)).findFirst().orElseThrow();
    var fields = SiteJson.object();
    if (found.required().contains("resolution")) {
      fields.putObject("resolution").put("name", "Done");
    }
    transition(user(user), issue, found.id(), fields, false);
  }

  /** One of the users writes a comment. */
  public void commentAs(String user, String idOrKey, String text) {
    var none = SiteJson.object();
    comment(user(user), issue(idOrKey), SiteJson.text(text), none, none);
  }

  /** Of an issue, in order: the text of each, with {@code internal: } before an internal one. */
  public synchronized List<String> commentsOf(String idOrKey) {
    return issue(idOrKey).comments.stream()
        .map(it -> (it.isInternal() ? "internal: " : "") + SiteText.plain(it.body))
        .toList();
  }

  /** Where an issue stands, by the status's name. */
  public synchronized String statusOf(String idOrKey) {
    return settings.workflow().status(issue(idOrKey).status).name();
  }

  /** The key that an issue has now. */
  public synchronized String keyOf(String idOrKey) {
    return issue(idOrKey).key;
  }

  String innerId() {
    return String.valueOf(++lastInner);
  }

  /** The time, and a later one than ever before: two changes never have the same. */
  private Instant tick() {
    var now = Instant.ofEpochMilli(clock.millis());
    if (lastUpdate != null && !now.isAfter(lastUpdate)) {
      now = lastUpdate.plusMillis(1);
    }
    lastUpdate = now;
    return now;
  }

  private void tell(SiteNews news) {
    listeners.forEach(it -> it.accept(news));
  }
}
