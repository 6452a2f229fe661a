//! Reading a workflow.

use std::fs;
use std::path::{Path, PathBuf};

use yaml_rust2::yaml::Hash;
use yaml_rust2::{Yaml, YamlLoader};

/// One file of `.github/workflows`.
pub struct Workflow {
    pub name: String,
    pub text: String,
    pub document: Yaml,
}

/// One step of a job.
pub struct Step<'a> {
    pub job: &'a str,
    pub step: &'a Yaml,
}

impl Workflow {
    pub fn all() -> Vec<Self> {
        let mut paths: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths.iter().map(|path| Self::read(path)).collect()
    }

    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let mut documents = YamlLoader::load_from_str(&text).unwrap();
        assert_eq!(documents.len(), 1, "{name}");
        Self { name, text, document: documents.remove(0) }
    }

    pub fn jobs(&self) -> &Hash {
        self.document["jobs"].as_hash().unwrap()
    }

    pub fn steps(&self) -> Vec<Step<'_>> {
        let jobs = self.jobs().iter().map(|(id, job)| (id.as_str().unwrap(), job));
        jobs.flat_map(|(id, job)| job["steps"].as_vec().into_iter().flatten().map(move |step| Step { job: id, step }))
            .collect()
    }
}

/// The folder of all workflows.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../.github/workflows")
}
