r"""Entries as programs and sites hand them out, each with what a reader should be told of it.

Their layout, case, fields and quirks are those of the named source; the papers are real.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Pasted:
    """What was pasted, and what /papers.json and the entry's page should say."""

    bibtex: str
    key: str
    title: str
    first: str
    authors: int
    year: int
    venue: str | None
    word: str = "Paper"
    status: str | None = "to-read"
    topics: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()
    facts: dict[str, object] = field(default_factory=dict)


SCHOLAR = Pasted(
    r"""@inproceedings{he2016deep,
  title={Deep residual learning for image recognition},
  author={He, Kaiming and Zhang, Xiangyu and Ren, Shaoqing and Sun, Jian},
  booktitle={Proceedings of the IEEE conference on computer vision and pattern recognition},
  pages={770--778},
  year={2016},
  status={to-read}
}
""",
    "he2016deep",
    "Deep residual learning for image recognition",
    "Kaiming He",
    4,
    2016,
    "Proceedings of the IEEE conference on computer vision and pattern recognition",
)
SCHOLAR_ARXIV = Pasted(
    r"""@article{kingma2014adam,
  title={Adam: A method for stochastic optimization},
  author={Kingma, Diederik P and Ba, Jimmy},
  journal={arXiv preprint arXiv:1412.6980},
  year={2014},
  status={to-read}
}
""",
    "kingma2014adam",
    "Adam: A method for stochastic optimization",
    "Diederik P Kingma",
    2,
    2014,
    "arXiv",
    buttons=("https://arxiv.org/abs/1412.6980", "https://arxiv.org/pdf/1412.6980"),
    facts={"arxiv": "1412.6980"},
)
ARXIV = Pasted(
    r"""@misc{vaswani2023attentionneed,
      title={Attention Is All You Need}, 
      author={Ashish Vaswani and Noam Shazeer and Niki Parmar and Jakob Uszkoreit and Llion Jones and Aidan N. Gomez and Lukasz Kaiser and Illia Polosukhin},
      year={2023},
      eprint={1706.03762},
      archivePrefix={arXiv},
      primaryClass={cs.CL},
      url={https://arxiv.org/abs/1706.03762}, 
      status={reading},
}
""",  # noqa: E501 - as arXiv writes it
    "vaswani2023attentionneed",
    "Attention Is All You Need",
    "Ashish Vaswani",
    8,
    2023,
    "arXiv",
    status="reading",
    buttons=("https://arxiv.org/abs/1706.03762", "https://arxiv.org/pdf/1706.03762"),
    facts={"arxiv": "1706.03762", "doi": None},
)
DBLP = Pasted(
    r"""@inproceedings{DBLP:journals/corr/SimonyanZ14a,
  author       = {Karen Simonyan and
                  Andrew Zisserman},
  editor       = {Yoshua Bengio and
                  Yann LeCun},
  title        = {Very Deep Convolutional Networks for Large-Scale Image Recognition},
  booktitle    = {3rd International Conference on Learning Representations, {ICLR} 2015,
                  San Diego, CA, USA, May 7-9, 2015, Conference Track Proceedings},
  year         = {2015},
  url          = {http://arxiv.org/abs/1409.1556},
  timestamp    = {Wed, 17 Jul 2019 10:40:54 +0200},
  biburl       = {https://dblp.org/rec/journals/corr/SimonyanZ14a.bib},
  bibsource    = {dblp computer science bibliography, https://dblp.org},
  status       = {to-read}
}
""",
    "DBLP:journals/corr/SimonyanZ14a",
    "Very Deep Convolutional Networks for Large-Scale Image Recognition",
    "Karen Simonyan",
    2,
    2015,
    "3rd International Conference on Learning Representations, ICLR 2015, San Diego, CA, USA, "
    "May 7-9, 2015, Conference Track Proceedings",
    buttons=("https://arxiv.org/abs/1409.1556", "https://arxiv.org/pdf/1409.1556"),
    facts={"added": None, "arxiv": "1409.1556"},
)
DBLP_CORR = Pasted(
    r"""@article{DBLP:journals/corr/abs-2005-14165,
  author       = {Tom B. Brown and
                  Benjamin Mann and
                  Nick Ryder},
  title        = {Language Models are Few-Shot Learners},
  journal      = {CoRR},
  volume       = {abs/2005.14165},
  year         = {2020},
  url          = {https://arxiv.org/abs/2005.14165},
  eprinttype   = {arXiv},
  eprint       = {2005.14165},
  timestamp    = {Thu, 25 May 2023 10:38:31 +0200},
  biburl       = {https://dblp.org/rec/journals/corr/abs-2005-14165.bib},
  bibsource    = {dblp computer science bibliography, https://dblp.org},
  status       = {to-read}
}
""",
    "DBLP:journals/corr/abs-2005-14165",
    "Language Models are Few-Shot Learners",
    "Tom B. Brown",
    3,
    2020,
    "arXiv",
    buttons=("https://arxiv.org/abs/2005.14165", "https://arxiv.org/pdf/2005.14165"),
    facts={"arxiv": "2005.14165", "added": None},
)
ZOTERO = Pasted(
    r"""
@article{hochreiter_long_1997,
	title = {Long {Short}-{Term} {Memory}},
	volume = {9},
	issn = {0899-7667},
	url = {https://doi.org/10.1162/neco.1997.9.8.1735},
	doi = {10.1162/neco.1997.9.8.1735},
	abstract = {Learning to store information over extended time intervals by recurrent backpropagation takes a very long time.},
	number = {8},
	urldate = {2024-05-06},
	journal = {Neural Computation},
	author = {Hochreiter, Sepp and Schmidhuber, Jürgen},
	month = nov,
	year = {1997},
	note = {Read\_Status: In Progress
Read\_Status\_Date: 2024-06-24T07:27:24.312Z},
	keywords = {recurrent networks, memory},
	pages = {1735--1780},
	file = {Full Text PDF:/home/me/Zotero/storage/ABCD1234/Hochreiter - 1997.pdf:application/pdf},
}
""",  # noqa: E501 - as Zotero writes it
    "hochreiter_long_1997",
    "Long Short-Term Memory",
    "Sepp Hochreiter",
    2,
    1997,
    "Neural Computation",
    status="reading",
    topics=("recurrent networks", "memory"),
    buttons=("https://doi.org/10.1162/neco.1997.9.8.1735",),
    facts={"started": "2024-06-24", "doi": "10.1162/neco.1997.9.8.1735"},
)
ZOTERO_ARXIV = Pasted(
    r"""
@misc{dosovitskiy_image_2021,
	title = {An {Image} is {Worth} 16x16 {Words}: {Transformers} for {Image} {Recognition} at {Scale}},
	shorttitle = {An {Image} is {Worth} 16x16 {Words}},
	url = {http://arxiv.org/abs/2010.11929},
	doi = {10.48550/arXiv.2010.11929},
	urldate = {2024-05-06},
	publisher = {arXiv},
	author = {Dosovitskiy, Alexey and Beyer, Lucas and Kolesnikov, Alexander},
	month = jun,
	year = {2021},
	note = {arXiv:2010.11929 [cs]},
	keywords = {Computer Science - Artificial Intelligence, Computer Science - Computer Vision and Pattern Recognition, to-read},
	annote = {Comment: Fine-tuning code and pre-trained models are available},
	file = {arXiv Fulltext PDF:C\:\\Users\\me\\Zotero\\storage\\XY\\Dosovitskiy.pdf:application/pdf},
}
""",  # noqa: E501 - as Zotero writes it
    "dosovitskiy_image_2021",
    "An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale",
    "Alexey Dosovitskiy",
    3,
    2021,
    "arXiv",
    topics=(
        "Computer Science - Artificial Intelligence",
        "Computer Science - Computer Vision and Pattern Recognition",
    ),
    buttons=("https://arxiv.org/abs/2010.11929", "https://arxiv.org/pdf/2010.11929"),
    facts={"arxiv": "2010.11929"},
)
BETTER_BIBTEX = Pasted(
    r"""
@inproceedings{srivastavaTrainingVeryDeep2015,
  title = {Training {{Very Deep Networks}}},
  booktitle = {Advances in {{Neural Information Processing Systems}}},
  author = {Srivastava, Rupesh K and Greff, Klaus and Schmidhuber, J{\"u}rgen},
  year = 2015,
  volume = {28},
  publisher = {Curran Associates, Inc.},
  urldate = {2024-05-06},
  keywords = {optimization},
  file = {/home/me/Zotero/storage/QQ/Srivastava et al. - 2015.pdf},
  status = {skimmed}
}
""",
    "srivastavaTrainingVeryDeep2015",
    "Training Very Deep Networks",
    "Rupesh K Srivastava",
    3,
    2015,
    "Advances in Neural Information Processing Systems",
    status="skimmed",
    topics=("optimization",),
)
BETTER_BIBLATEX = Pasted(
    r"""
@online{houlsbyParameterEfficientTransferLearning2019,
  title = {Parameter-{{Efficient Transfer Learning}} for {{NLP}}},
  author = {Houlsby, Neil and Giurgiu, Andrei and Jastrzebski, Stanislaw},
  date = {2019-06-13},
  eprint = {1902.00751},
  eprinttype = {arXiv},
  eprintclass = {cs},
  doi = {10.48550/arXiv.1902.00751},
  url = {http://arxiv.org/abs/1902.00751},
  urldate = {2024-05-06},
  langid = {english},
  pubstate = {prepublished},
  keywords = {Computer Science - Computation and Language},
  status = {to-read}
}
""",
    "houlsbyParameterEfficientTransferLearning2019",
    "Parameter-Efficient Transfer Learning for NLP",
    "Neil Houlsby",
    3,
    2019,
    "arXiv",
    word="Paper",
    topics=("Computer Science - Computation and Language",),
    buttons=("https://arxiv.org/abs/1902.00751", "https://arxiv.org/pdf/1902.00751"),
)
JABREF = Pasted(
    r"""@Article{LeCun1998,
  author           = {LeCun, Yann and Bottou, L{\'{e}}on and Bengio, Yoshua and Haffner, Patrick},
  journal          = {Proceedings of the {IEEE}},
  title            = {Gradient-based learning applied to document recognition},
  year             = {1998},
  issn             = {0018-9219},
  month            = nov,
  number           = {11},
  pages            = {2278--2324},
  volume           = {86},
  creationdate     = {2024-05-06T10:11:12},
  doi              = {10.1109/5.726791},
  file             = {:LeCun1998 - Gradient Based Learning.pdf:PDF},
  groups           = {Classics},
  keywords         = {convolution, rank4, prio1},
  modificationdate = {2024-05-07T10:11:12},
  owner            = {me},
  publisher        = {Institute of Electrical and Electronics Engineers ({IEEE})},
  readstatus       = {read},
}
""",
    "LeCun1998",
    "Gradient-based learning applied to document recognition",
    "Yann LeCun",
    4,
    1998,
    "Proceedings of the IEEE",
    status="read",
    topics=("convolution",),
    buttons=("https://doi.org/10.1109/5.726791",),
    facts={"added": "2024-05-06", "rating": 4, "priority": 1},
)
BIBDESK = Pasted(
    r"""@article{Rumelhart:1986aa,
	abstract = {We describe a new learning procedure, back-propagation, for networks of neurone-like units.},
	author = {Rumelhart, David E. and Hinton, Geoffrey E. and Williams, Ronald J.},
	date-added = {2024-05-06 10:11:12 +0200},
	date-modified = {2024-05-06 10:12:00 +0200},
	doi = {10.1038/323533a0},
	isbn = {1476-4687},
	journal = {Nature},
	keywords = {backpropagation},
	number = {6088},
	pages = {533--536},
	read = {1},
	title = {Learning representations by back-propagating errors},
	url = {https://doi.org/10.1038/323533a0},
	volume = {323},
	year = {1986},
	bdsk-file-1 = {YnBsaXN0MDDSAQIDBFxyZWxhdGl2ZVBhdGhZYWxpYXNEYXRh},
	bdsk-url-1 = {https://doi.org/10.1038/323533a0}}
""",  # noqa: E501 - as BibDesk writes it
    "Rumelhart:1986aa",
    "Learning representations by back-propagating errors",
    "David E. Rumelhart",
    3,
    1986,
    "Nature",
    status="read",
    topics=("backpropagation",),
    buttons=("https://doi.org/10.1038/323533a0",),
    facts={"added": "2024-05-06"},
)
MENDELEY = Pasted(
    r"""@article{LeCun2015,
abstract = {Deep learning allows computational models that are composed of multiple processing layers to learn representations of data.},
author = {LeCun, Yann and Bengio, Yoshua and Hinton, Geoffrey},
doi = {10.1038/nature14539},
file = {:C$\backslash$:/Users/me/Documents/Mendeley/LeCun - 2015 - Deep learning.pdf:pdf},
issn = {14764687},
journal = {Nature},
keywords = {Computer science,Mathematics and computing},
mendeley-groups = {Deep Learning},
mendeley-tags = {overview},
number = {7553},
pages = {436--444},
title = {{Deep learning}},
url = {https://www.nature.com/articles/nature14539},
volume = {521},
year = {2015},
status = {done}
}
""",  # noqa: E501 - as Mendeley writes it
    "LeCun2015",
    "Deep learning",
    "Yann LeCun",
    3,
    2015,
    "Nature",
    status="read",
    topics=("Computer science", "Mathematics and computing", "overview"),
    buttons=("https://doi.org/10.1038/nature14539", "https://www.nature.com/articles/nature14539"),
)
SEMANTIC_SCHOLAR = Pasted(
    r"""@article{Devlin2019BERTPO,
  title={BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding},
  author={Jacob Devlin and Ming-Wei Chang and Kenton Lee and Kristina Toutanova},
  journal={ArXiv},
  year={2019},
  volume={abs/1810.04805},
  url={https://api.semanticscholar.org/CorpusID:52967399},
  status={to-read}
}
""",
    "Devlin2019BERTPO",
    "BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding",
    "Jacob Devlin",
    4,
    2019,
    "arXiv",
    buttons=(
        "https://arxiv.org/abs/1810.04805",
        "https://arxiv.org/pdf/1810.04805",
        "https://api.semanticscholar.org/CorpusID:52967399",
    ),
    facts={"arxiv": "1810.04805"},
)
ACM = Pasted(
    r"""@inproceedings{10.1145/2939672.2939785,
author = {Chen, Tianqi and Guestrin, Carlos},
title = {XGBoost: A Scalable Tree Boosting System},
year = {2016},
isbn = {9781450342322},
publisher = {Association for Computing Machinery},
address = {New York, NY, USA},
url = {https://doi.org/10.1145/2939672.2939785},
doi = {10.1145/2939672.2939785},
abstract = {Tree boosting is a highly effective and widely used machine learning method.},
booktitle = {Proceedings of the 22nd ACM SIGKDD International Conference on Knowledge Discovery and Data Mining},
pages = {785–794},
numpages = {10},
keywords = {large-scale machine learning},
location = {San Francisco, California, USA},
series = {KDD '16},
status = {to-read}
}
""",  # noqa: E501 - as ACM writes it
    "10.1145/2939672.2939785",
    "XGBoost: A Scalable Tree Boosting System",
    "Tianqi Chen",
    2,
    2016,
    "Proceedings of the 22nd ACM SIGKDD International Conference on Knowledge Discovery and "
    "Data Mining",
    topics=("large-scale machine learning",),
    buttons=("https://doi.org/10.1145/2939672.2939785",),
)
IEEE = Pasted(
    r"""@INPROCEEDINGS{7298594,
  author={Szegedy, Christian and Wei Liu and Yangqing Jia and Sermanet, Pierre and Reed, Scott and Anguelov, Dragomir and Erhan, Dumitru and Vanhoucke, Vincent and Rabinovich, Andrew},
  booktitle={2015 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)}, 
  title={Going deeper with convolutions}, 
  year={2015},
  volume={},
  number={},
  pages={1-9},
  keywords={Convolutional codes;Neural networks;Sparse matrices;Object detection},
  doi={10.1109/CVPR.2015.7298594},
  status={to-read}}

""",  # noqa: E501 - as IEEE writes it
    "7298594",
    "Going deeper with convolutions",
    "Christian Szegedy",
    9,
    2015,
    "2015 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)",
    topics=("Convolutional codes", "Neural networks", "Sparse matrices", "Object detection"),
    buttons=("https://doi.org/10.1109/CVPR.2015.7298594",),
)
ANTHOLOGY = Pasted(
    r"""@inproceedings{pennington-etal-2014-glove,
    title = "{G}lo{V}e: Global Vectors for Word Representation",
    author = "Pennington, Jeffrey  and
      Socher, Richard  and
      Manning, Christopher",
    editor = "Moschitti, Alessandro  and
      Pang, Bo  and
      Daelemans, Walter",
    booktitle = "Proceedings of the 2014 Conference on Empirical Methods in Natural Language Processing ({EMNLP})",
    month = oct,
    year = "2014",
    address = "Doha, Qatar",
    publisher = "Association for Computational Linguistics",
    url = "https://aclanthology.org/D14-1162/",
    doi = "10.3115/v1/D14-1162",
    pages = "1532--1543",
    status = "to-read"
}
""",  # noqa: E501 - as the anthology writes it
    "pennington-etal-2014-glove",
    "GloVe: Global Vectors for Word Representation",
    "Jeffrey Pennington",
    3,
    2014,
    "Proceedings of the 2014 Conference on Empirical Methods in Natural Language Processing "
    "(EMNLP)",
    buttons=("https://doi.org/10.3115/v1/D14-1162", "https://aclanthology.org/D14-1162/"),
)
OPENREVIEW = Pasted(
    r"""@inproceedings{
hu2022lora,
title={Lo{RA}: Low-Rank Adaptation of Large Language Models},
author={Edward J Hu and yelong shen and Phillip Wallis and Zeyuan Allen-Zhu and Yuanzhi Li and Shean Wang and Lu Wang and Weizhu Chen},
booktitle={International Conference on Learning Representations},
year={2022},
url={https://openreview.net/forum?id=nZeVKeeFYf9},
status={to-read}
}
""",  # noqa: E501 - as OpenReview writes it
    "hu2022lora",
    "LoRA: Low-Rank Adaptation of Large Language Models",
    "Edward J Hu",
    8,
    2022,
    "International Conference on Learning Representations",
    buttons=("https://openreview.net/forum?id=nZeVKeeFYf9",),
)
NEURIPS = Pasted(
    r"""@inproceedings{NIPS2012_c399862d,
 author = {Krizhevsky, Alex and Sutskever, Ilya and Hinton, Geoffrey E},
 booktitle = {Advances in Neural Information Processing Systems},
 editor = {F. Pereira and C.J. Burges and L. Bottou and K.Q. Weinberger},
 pages = {},
 publisher = {Curran Associates, Inc.},
 title = {ImageNet Classification with Deep Convolutional Neural Networks},
 url = {https://proceedings.neurips.cc/paper_files/paper/2012/file/c399862d3b9d6b76c8436e924a68c45b-Paper.pdf},
 volume = {25},
 year = {2012},
 status = {read}
}
""",
    "NIPS2012_c399862d",
    "ImageNet Classification with Deep Convolutional Neural Networks",
    "Alex Krizhevsky",
    3,
    2012,
    "Advances in Neural Information Processing Systems",
    status="read",
    buttons=(
        "https://proceedings.neurips.cc/paper_files/paper/2012/file/"
        "c399862d3b9d6b76c8436e924a68c45b-Paper.pdf",
    ),
)
PMLR = Pasted(
    r"""@InProceedings{pmlr-v37-ioffe15,
  title = 	 {Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift},
  author = 	 {Ioffe, Sergey and Szegedy, Christian},
  booktitle = 	 {Proceedings of the 32nd International Conference on Machine Learning},
  pages = 	 {448--456},
  year = 	 {2015},
  editor = 	 {Bach, Francis and Blei, David},
  volume = 	 {37},
  series = 	 {Proceedings of Machine Learning Research},
  address = 	 {Lille, France},
  month = 	 {07--09 Jul},
  publisher =    {PMLR},
  pdf = 	 {http://proceedings.mlr.press/v37/ioffe15.pdf},
  url = 	 {https://proceedings.mlr.press/v37/ioffe15.html},
  status = {to-read},
}
""",  # noqa: E501 - as PMLR writes it
    "pmlr-v37-ioffe15",
    "Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift",
    "Sergey Ioffe",
    2,
    2015,
    "Proceedings of the 32nd International Conference on Machine Learning",
    buttons=(
        "http://proceedings.mlr.press/v37/ioffe15.pdf",
        "https://proceedings.mlr.press/v37/ioffe15.html",
    ),
)

PASTED = {
    "Google Scholar": SCHOLAR,
    "Google Scholar, of arXiv": SCHOLAR_ARXIV,
    "arXiv": ARXIV,
    "DBLP": DBLP,
    "DBLP, of CoRR": DBLP_CORR,
    "Zotero": ZOTERO,
    "Zotero, of arXiv": ZOTERO_ARXIV,
    "Better BibTeX": BETTER_BIBTEX,
    "Better BibLaTeX": BETTER_BIBLATEX,
    "JabRef": JABREF,
    "BibDesk": BIBDESK,
    "Mendeley": MENDELEY,
    "Semantic Scholar": SEMANTIC_SCHOLAR,
    "ACM": ACM,
    "IEEE": IEEE,
    "ACL Anthology": ANTHOLOGY,
    "OpenReview": OPENREVIEW,
    "NeurIPS": NEURIPS,
    "PMLR": PMLR,
}
