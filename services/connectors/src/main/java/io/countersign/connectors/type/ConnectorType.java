package io.countersign.connectors.type;

import io.countersign.connectors.settings.SettingsReader;

/**
 * One kind of connection that the configuration file can name. A connector is a package with a type
 * and an entry in {@link io.countersign.connectors.ConnectorTypes}: the file's reader, the
 * connections, the doctor and the reference of settings know it from there.
 */
public interface ConnectorType {
  /** What its connections are for, and with that the section of the file in which they stand. */
  Port port();

  /** The word for it in the file, kebab-case, unique within its port: {@code json-feed}. */
  String kind();

  /** What it connects to, in one line, for the reference. */
  String summary();

  /**
   * Reads one entry of the section. What is wrong with it is put where the reader puts problems;
   * nothing is thrown.
   *
   * @param name the entry's; empty where the port's section is a list
   * @param settings without {@code kind}, which was read; each key is asked for with its meaning
   * @return something in any case: it's made only if there were no problems
   */
  ConfiguredConnection read(String name, SettingsReader settings);
}
