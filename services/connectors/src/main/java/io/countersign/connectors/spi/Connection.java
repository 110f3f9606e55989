package io.countersign.connectors.spi;

/** A configured connection to a system outside: what all ports have in common. */
public interface Connection {
  /** The configured name: unique within the connection's section of the configuration file. */
  String name();

  /** Whether it works now, and if not what to do. Changes nothing outside. */
  ConnectionHealth check();
}
