/** The title of an incident: what it means to users, said anew whenever it's read. */
@NullMarked
package io.countersign.domain.incident.title;

import org.jspecify.annotations.NullMarked;
