/** The terminal, over the HTTP API. */
@NullMarked
package io.countersign.cli;

import org.jspecify.annotations.NullMarked;
