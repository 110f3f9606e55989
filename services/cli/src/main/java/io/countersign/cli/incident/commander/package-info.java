/** Commanding an incident. */
@NullMarked
package io.countersign.cli.incident.commander;

import org.jspecify.annotations.NullMarked;
