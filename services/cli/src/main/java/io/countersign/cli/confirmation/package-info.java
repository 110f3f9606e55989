/** Changes that take two persons. */
@NullMarked
package io.countersign.cli.confirmation;

import org.jspecify.annotations.NullMarked;
