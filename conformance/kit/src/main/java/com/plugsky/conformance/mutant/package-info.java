/** The proof of the kit: a proxy that damages what a good server answers, and a catalogue of damages, each of which some rule must notice. */
@NullMarked
package com.plugsky.conformance.mutant;

import org.jspecify.annotations.NullMarked;
