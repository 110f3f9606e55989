/**
 * Tickets: an incident's or a remediation's ticket in another system, and the keeping of both sides
 * equal while people work on either.
 */
@NullMarked
package io.countersign.domain.ticketing;

import org.jspecify.annotations.NullMarked;
