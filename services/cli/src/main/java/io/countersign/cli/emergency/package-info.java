/** Break-glass, and the reviews that emergencies owe. */
@NullMarked
package io.countersign.cli.emergency;

import org.jspecify.annotations.NullMarked;
