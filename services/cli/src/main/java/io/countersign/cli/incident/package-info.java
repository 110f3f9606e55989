/** Commands on incidents. */
@NullMarked
package io.countersign.cli.incident;

import org.jspecify.annotations.NullMarked;
