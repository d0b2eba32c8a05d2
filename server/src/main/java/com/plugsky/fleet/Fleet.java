package com.plugsky.fleet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All models and workspaces at one moment; immutable, replaced as a whole by a reload, which raises the version. */
public final class Fleet {

    private final long version;
    private final Map<String, Model> models;
    private final Map<String, Workspace> workspaces;

    public Fleet(long version, List<Model> models, List<Workspace> workspaces) {
        this.version = version;
        this.models = new LinkedHashMap<>();
        models.forEach(model -> this.models.put(model.id(), model));
        this.workspaces = new LinkedHashMap<>();
        workspaces.forEach(workspace -> this.workspaces.put(workspace.id(), workspace));
    }

    public long version() {
        return version;
    }

    /** In the order of the file. */
    public List<Model> models() {
        return List.copyOf(models.values());
    }

    public List<Workspace> workspaces() {
        return List.copyOf(workspaces.values());
    }

    public @Nullable Model model(String id) {
        return models.get(id);
    }

    /** The workspace of this id; one without settings if the file names none. */
    public Workspace workspace(String id) {
        Workspace workspace = workspaces.get(id);
        return workspace == null ? new Workspace(id, null) : workspace;
    }
}
