package io.countersign.connectors.settings;

/**
 * One key of the configuration file, as the reference shows it.
 *
 * @param key with its whole path; free names in capital letters: {@code evidence.NAME.url}
 * @param form how its value is written: {@code 1 to 300 s}
 * @param plain what holds where it isn't given, {@code none} or {@code required}
 * @param meaning in one line
 */
public record Setting(String key, String form, String plain, String meaning) {}
