/** The tickets of incidents and remediations, as everything here shows them. */
@NullMarked
package io.countersign.server.incident.ticket;

import org.jspecify.annotations.NullMarked;
