package com.plugsky.routing;

import com.plugsky.fleet.Model;
import com.plugsky.fleet.Target;

/** A model that may answer, and the place where it runs. */
public record Candidate(Model model, Target target) {}
