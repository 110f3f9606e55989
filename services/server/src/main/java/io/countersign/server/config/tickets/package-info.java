/** The file's section of tickets: which incidents and remediations have one, and where. */
@NullMarked
package io.countersign.server.config.tickets;

import org.jspecify.annotations.NullMarked;
