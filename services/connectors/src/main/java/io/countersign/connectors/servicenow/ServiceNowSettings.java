package io.countersign.connectors.servicenow;

import static io.countersign.connectors.settings.SettingForm.seconds;
import static io.countersign.connectors.settings.SettingForm.text;
import static io.countersign.connectors.settings.SettingForm.word;

import io.countersign.connectors.settings.SettingForm;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.spi.ticketing.TicketState;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One instance.
 *
 * @param name the configured name
 * @param url what {@code /api} is appended to
 * @param user the account's {@code user_name}
 * @param password a secret's reference; null where a token is sent
 * @param bearer a secret's reference; null where a password is sent
 * @param hintSecret a secret's reference; null where no hint is taken
 * @param changeType {@code normal}, {@code standard} or {@code emergency}
 * @param changeTemplate of a standard change, by its {@code sys_id}; null for another type
 * @param incidentStates what a number of a state means
 * @param changeStates the same of changes
 * @param fields those that are read
 * @param closeCode given where a record is closed
 * @param closeNotes given with it
 * @param holdReason given where an incident is put on hold
 * @param mergedInto the column of an incident that names the one it was merged into
 * @param watch an encoded query of what is polled
 * @param cmdb what of the configuration items becomes a catalogue
 * @param overlap how far a poll looks back before where it was
 * @param timeout of one question
 */
record ServiceNowSettings(
    String name,
    URI url,
    String user,
    @Nullable String password,
    @Nullable String bearer,
    @Nullable String hintSecret,
    String changeType,
    @Nullable String changeTemplate,
    Map<String, TicketState> incidentStates,
    Map<String, TicketState> changeStates,
    List<String> fields,
    String closeCode,
    String closeNotes,
    String holdReason,
    String mergedInto,
    String watch,
    ServiceNowCmdbSettings cmdb,
    Duration overlap,
    Duration timeout) {
  /** The types of changes that can be opened. */
  static final List<String> CHANGE_TYPES = List.of("normal", "standard", "emergency");

  private static final String OURS = "correlation_idSTARTSWITHcountersign:";

  ServiceNowSettings {
    incidentStates = Map.copyOf(incidentStates);
    changeStates = Map.copyOf(changeStates);
    fields = List.copyOf(fields);
  }

  /** From a mapping of the configuration file; problems are put where the reader puts them. */
  static ServiceNowSettings read(String name, SettingsReader settings) {
    var read =
        new ServiceNowSettings(
            name,
            settings.required(
                "url",
                SettingForm.guardedUrl(),
                "what /api is appended to; https, save on loopback"),
            settings.required("user", "the account's user_name"),
            settings.optional("password", SettingForm.secret(), "of that account"),
            settings.optional("bearer", SettingForm.secret(), "sent in place of a password"),
            settings.optional(
                "hintSecret", SettingForm.secret(), "signs hints; without it, none is taken"),
            settings.value(
                "changeType",
                word(CHANGE_TYPES),
                "normal",
                "of the change requests that are opened"),
            settings.optional("changeTemplate", text(), "of a standard change, by its sys_id"),
            settings.all(
                "incidentStates", "NUMBER", word(TicketState.class), "what a state's number means"),
            settings.all("changeStates", "NUMBER", word(TicketState.class), "the same of changes"),
            settings.value("fields", SettingForm.texts(), List.of(), "read, by column"),
            settings.text("closeCode", "Solution provided", "given where a record is closed"),
            settings.text("closeNotes", "See the work notes.", "given with it"),
            settings.text("holdReason", "1", "given where an incident is put on hold"),
            settings.text(
                "mergedInto", "parent_incident", "an incident's column: what it was merged into"),
            settings.text("watch", OURS, "an encoded query of what is polled"),
            ServiceNowCmdbSettings.read(settings.object("cmdb")),
            settings.value(
                "overlapSeconds",
                seconds(1, 3600),
                Duration.ofMinutes(1),
                "that a poll looks back"),
            settings.value(
                "timeoutSeconds", seconds(1, 300), Duration.ofSeconds(20), "of one question"));
    return read.checked(settings);
  }

  private ServiceNowSettings checked(SettingsReader settings) {
    if (password == null && bearer == null) {
      settings.problem("password", "there must be a password or a bearer");
    }
    if (changeType.equals("standard") && changeTemplate == null) {
      settings.problem("changeTemplate", "a standard change needs one");
    }
    return this;
  }

  /** Without a slash at its end. */
  String base() {
    return url.toString().replaceAll("/+$", "");
  }
}
