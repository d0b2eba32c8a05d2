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
    private final int smallestRoom;
    private final int largestContext;

    public Fleet(long version, List<Model> models, List<Workspace> workspaces) {
        this.version = version;
        this.models = new LinkedHashMap<>();
        models.forEach(model -> this.models.put(model.id(), model));
        this.workspaces = new LinkedHashMap<>();
        workspaces.forEach(workspace -> this.workspaces.put(workspace.id(), workspace));
        this.smallestRoom = models.stream().mapToInt(Model::room).min().orElse(0);
        this.largestContext = models.stream().mapToInt(Model::context).max().orElse(0);
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

    /** The prompt tokens for which every model has room, however long its answer. */
    public int smallestRoom() {
        return smallestRoom;
    }

    public int largestContext() {
        return largestContext;
    }

    /** The workspace of this id; one without settings if the file names none. */
    public Workspace workspace(String id) {
        Workspace workspace = workspaces.get(id);
        return workspace == null ? new Workspace(id, null) : workspace;
    }
}
